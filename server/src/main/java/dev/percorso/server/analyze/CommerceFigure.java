package dev.percorso.server.analyze;

import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** A figure of the commerce report that people stand behind. */
@EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
public enum CommerceFigure {
    /** Visitors with an order in a session of the period. */
    CONVERTED,
    /** With an order in the period. */
    BUYERS,
    /** Of these, those with at least two orders by the end of the period. */
    REPEAT_BUYERS,
    /** With a session that left a cart; of one channel or device with dimension and value. */
    CART_ABANDONED,
    /** With a session that left a checkout; of one channel or device with dimension and value. */
    CHECKOUT_ABANDONED,
    /** Everybody who ever had an order by the end of the period. */
    CUSTOMERS,
    /** A cell: recency and frequency. */
    RFM,
    /** A named group of cells: value. */
    RFM_SEGMENT,
    /** A band of the probability to be still there: value. */
    RISK,
    /** A tenth of customers by predicted value: period, from 1, the most valuable. */
    TENTH,
    /** Customers whose first order lies in a month: cohort. */
    COHORT
}
