import type { Properties } from './event';

/** A product as shops describe it; more properties may be added. */
export interface Product extends Properties {
  product_id: string;
  name?: string;
  category?: string;
  price?: number;
  quantity?: number;
  /** ISO 4217; without it the one of `data-currency`. */
  currency?: string;
}

/** A cart, checkout or order. */
export interface Order extends Properties {
  order_id?: string;
  /** What it is worth in all. */
  value?: number;
  currency?: string;
  products?: Product[];
}

/** The steps of a shop by their standard names. */
export interface Shop {
  listViewed(list: Properties): void;
  productViewed(product: Product): void;
  productAdded(product: Product): void;
  productRemoved(product: Product): void;
  cartViewed(cart: Order): void;
  checkoutStarted(order: Order): void;
  paymentInfoEntered(order: Order): void;
  orderCompleted(order: Order & { order_id: string }): void;
  orderRefunded(order: Order & { order_id: string }): void;
}

const NAMES: Record<keyof Shop, string> = {
  listViewed: 'Product List Viewed',
  productViewed: 'Product Viewed',
  productAdded: 'Product Added',
  productRemoved: 'Product Removed',
  cartViewed: 'Cart Viewed',
  checkoutStarted: 'Checkout Started',
  paymentInfoEntered: 'Payment Info Entered',
  orderCompleted: 'Order Completed',
  orderRefunded: 'Order Refunded',
};

/** Helpers that send the standard events, with the currency, and an order's value when only its products are told. */
export function shopOf(track: (name: string, properties: Properties) => void, currency: string | undefined): Shop {
  const shop: Record<string, (properties: Properties) => void> = {};
  for (const [call, name] of Object.entries(NAMES)) {
    shop[call] = (properties) => {
      const products = properties.products;
      const value = properties.value ?? (Array.isArray(products) ? worth(products as Product[]) : undefined);
      track(name, {
        ...(currency !== undefined && { currency }),
        ...(value !== undefined && { value }),
        ...properties,
      });
    };
  }
  return shop as unknown as Shop;
}

function worth(products: Product[]): number | undefined {
  const amounts = products.map((product) => (product.price ?? Number.NaN) * (product.quantity ?? 1));
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return Number.isNaN(sum) ? undefined : Math.round(sum * 100) / 100;
}
