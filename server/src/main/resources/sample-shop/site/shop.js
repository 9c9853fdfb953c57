// The simulated shop's site: a few pages that tell Percorso what happens, as any shop would.
const laptops = [
  { sku: 'aria-13', name: 'Aria 13', category: 'ultrabook', price: 899 },
  { sku: 'studio-15', name: 'Studio 15', category: 'creative', price: 1549 },
  { sku: 'lampo-15', name: 'Lampo 15', category: 'gaming', price: 1299 },
  { sku: 'quaderno-15', name: 'Quaderno 15', category: 'everyday', price: 499 },
];
const main = document.querySelector('main');
const money = new Intl.NumberFormat('it-IT', { style: 'currency', currency: 'EUR' });
let cart = laptops.find(({ sku }) => sku === localStorage.getItem('cart')) ?? null;

/** The browser keeps it, so that who comes back later finds it as it was. */
function keep(laptop) {
  cart = laptop;
  if (laptop === null) localStorage.removeItem('cart');
  else localStorage.setItem('cart', laptop.sku);
}

/** The tag's helpers know the standard name of each step and the currency. */
function tell(step, properties) {
  window.percorso?.shop?.[step]({ product_id: properties.sku, ...properties });
}

function element(tag, text, attributes = {}) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.textContent = text;
  return made;
}

function go(path) {
  history.pushState(null, '', path);
  show();
}

function home() {
  const list = document.createElement('ul');
  for (const laptop of laptops) {
    const row = document.createElement('li');
    row.append(element('a', laptop.name, { href: `/sample-shop/prodotto/${laptop.sku}` }), element('span', money.format(laptop.price)));
    list.append(row);
  }
  main.replaceChildren(element('h1', 'I nostri portatili'), list);
}

function product(laptop) {
  const { sku, category, price } = laptop;
  tell('productViewed', { sku, category, price });
  const add = element('button', 'Aggiungi al carrello');
  add.addEventListener('click', () => {
    keep(laptop);
    tell('productAdded', { sku, category, price });
    go('/sample-shop/carrello');
  });
  main.replaceChildren(element('h1', laptop.name), element('p', money.format(price)), add);
}

function basket() {
  if (cart === null) return main.replaceChildren(element('h1', 'Il carrello è vuoto'));
  const pay = element('button', 'Vai alla cassa');
  pay.addEventListener('click', () => go('/sample-shop/cassa'));
  main.replaceChildren(element('h1', 'Carrello'), element('p', `${cart.name}, ${money.format(cart.price)}`), pay);
}

function checkout() {
  if (cart === null) return basket();
  tell('checkoutStarted', { sku: cart.sku, category: cart.category, value: cart.price });
  const form = document.createElement('form');
  const label = element('label', 'E-mail');
  const email = Object.assign(document.createElement('input'), { type: 'email', required: true, placeholder: 'nome@example.com' });
  label.append(email);
  form.append(label, element('button', 'Ordina'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    window.percorso?.identify(email.value, { email: email.value });
    tell('orderCompleted', { order_id: `S${Date.now()}`, sku: cart.sku, category: cart.category, value: cart.price });
    keep(null);
    go('/sample-shop/grazie');
  });
  main.replaceChildren(element('h1', 'Cassa'), form);
}

function show() {
  const page = location.pathname.replace(/^\/sample-shop\/?/, '');
  const laptop = laptops.find((known) => page === `prodotto/${known.sku}`);
  if (laptop !== undefined) return product(laptop);
  if (page === 'carrello') return basket();
  if (page === 'cassa') return checkout();
  if (page === 'grazie') return main.replaceChildren(element('h1', 'Grazie per il tuo ordine!'));
  home();
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="/sample-shop"]');
  if (link === null || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  go(link.getAttribute('href'));
});
addEventListener('popstate', show);
document.getElementById('push').addEventListener('click', () => window.percorso?.push?.ask?.());
document.getElementById('privacy').addEventListener('click', () => window.percorso?.consent?.open());
// The tag loads by itself; the first page waits for it so that its event is not lost.
if (window.percorso) show();
else addEventListener('load', show);
