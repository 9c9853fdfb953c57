package dev.percorso.server.sample;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.Event.Kind;
import dev.percorso.server.sample.Session.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One simulated customer's journey: search → blog post → brand search → price list → reviews → coupon search → purchase
 * → e-mail weeks later → exclusive offer → advocacy, with loops, pauses of weeks, abandonment, store visits and calls for
 * help.
 *
 * <p>Two findings are planted for people to discover: since {@value #SLOW_DAYS} days before the end the checkout page is
 * slow on phones and loses buyers there; and the coupon site brings buyers who hardly ever come back.
 */
final class VisitorJourney {
    static final int SLOW_DAYS = 120;
    private static final int MOST_SESSIONS = 9;
    private static final double SLOW_CHECKOUT_KEEPS = 0.45;

    private final Visitor visitor;
    private final SplittableRandom random;
    private final Instant end;
    private final Instant slowSince;
    private final String survey;
    private final List<Event> events = new ArrayList<>();
    private final Laptop favourite;
    private boolean signedIn;
    private boolean wantsEmail;
    private boolean readReviews;
    private boolean cameByCouponSite;
    private boolean calledForHelp;
    private int orders;
    private final Set<String> bought = new HashSet<>();
    private Instant now;

    private VisitorJourney(Visitor visitor, Instant start, Instant end, String survey, SplittableRandom random) {
        this.survey = survey;
        this.visitor = visitor;
        this.random = random;
        this.now = start;
        this.end = end;
        this.slowSince = end.minus(Duration.ofDays(SLOW_DAYS));
        this.favourite = favourite(visitor, random);
    }

    /** Everything that happens to a visitor who first comes at {@code start}; nothing after {@code end}. */
    static List<Event> of(Visitor visitor, Instant start, Instant end, String survey, SplittableRandom random) {
        VisitorJourney journey = new VisitorJourney(visitor, start, end, survey, random);
        journey.live();
        return journey.events.stream()
                .filter(event -> event.time().isBefore(end))
                .toList();
    }

    private static Laptop favourite(Visitor visitor, SplittableRandom random) {
        List<String> categories = visitor.archetype().categories();
        String category = categories.get(random.nextDouble() < 0.6 ? 0 : random.nextInt(categories.size()));
        List<Laptop> fitting = Laptop.ALL.stream()
                .filter(laptop -> laptop.category().equals(category))
                .toList();
        return fitting.get(random.nextInt(fitting.size()));
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private void live() {
        discover();
        boolean decided = false;
        for (int visit = 1; visit < MOST_SESSIONS && now.isBefore(end) && orders == 0; visit++) {
            if (!chance(visitor.archetype().returning() + (decided ? 0.15 : 0))) {
                return;
            }
            pause(decided ? 2 : 6);
            if (decided || chance(0.38)) {
                decided = true;
                decide();
            } else {
                consider();
            }
            if (orders == 0 && chance(visitor.archetype().storeVisiting())) {
                pause(3);
                visitStore();
                decided = true;
            }
        }
        if (orders > 0) {
            stay();
        }
    }

    /** A pause whose median is so many days; now and then it is weeks. */
    private void pause(double medianDays) {
        double spread = Math.exp(random.nextGaussian() * 0.9);
        now = ShopHours.next(now.plus(Duration.ofMinutes((long) (medianDays * spread * 24 * 60))), random);
    }

    private Session visit(Channel channel) {
        boolean onMainDevice = chance(0.86);
        return new Session(visitor, onMainDevice, signedIn && onMainDevice, channel, now, random);
    }

    private void end(Session session) {
        events.addAll(session.events());
        now = session.now();
    }

    private Channel pick(Map<Channel, Double> weights) {
        double draw = random.nextDouble()
                * weights.values().stream().mapToDouble(Double::doubleValue).sum();
        for (Map.Entry<Channel, Double> entry : weights.entrySet()) {
            draw -= entry.getValue();
            if (draw < 0) {
                return entry.getKey();
            }
        }
        return Channel.DIRECT;
    }

    private static final Map<Channel, Double> FIRST_TOUCH = ordered(
            Channel.ORGANIC_SEARCH, 0.36,
            Channel.ORGANIC_SOCIAL, 0.14,
            Channel.PAID_SOCIAL, 0.12,
            Channel.PAID_SEARCH, 0.15,
            Channel.REFERRAL, 0.13,
            Channel.DIRECT, 0.10);
    private static final Map<Channel, Double> LATER_TOUCH = ordered(
            Channel.ORGANIC_SEARCH, 0.34,
            Channel.DIRECT, 0.32,
            Channel.PAID_SEARCH, 0.14,
            Channel.REFERRAL, 0.12,
            Channel.PAID_SOCIAL, 0.05,
            Channel.ORGANIC_SOCIAL, 0.03);

    private static Map<Channel, Double> ordered(Object... pairs) {
        Map<Channel, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            weights.put((Channel) pairs[i], (Double) pairs[i + 1]);
        }
        return weights;
    }

    // Awareness: an article, a look around, often no more.
    private void discover() {
        Session session = visit(pick(FIRST_TOUCH));
        session.page(chance(0.62) ? "/blog/" + ARTICLES.get(random.nextInt(ARTICLES.size())) : "/");
        if (chance(0.58)) {
            session.page("/laptop/" + favourite.category());
            browse(session);
            if (chance(0.18)) {
                session.page("/confronto");
            }
            if (chance(0.14)) {
                session.track("Newsletter Subscribed", Map.of("place", "article"));
                wantsEmail = true;
                session.identify(true);
                signedIn = true;
            }
        }
        end(session);
    }

    /** Looks around among the models: a few pages, some of them of products. */
    private void browse(Session session) {
        while (chance(0.62)) {
            Laptop laptop = chance(0.5) ? favourite : Laptop.ALL.get(random.nextInt(Laptop.ALL.size()));
            if (chance(0.6)) {
                view(session, laptop);
            } else {
                session.page("/laptop/" + laptop.category());
            }
        }
    }

    private static final List<String> ARTICLES = List.of(
            "come-scegliere-un-portatile", "ultrabook-o-gaming", "durata-della-batteria", "portatili-per-studenti");

    private static void view(Session session, Laptop laptop) {
        session.page("/prodotto/" + laptop.sku())
                .track(
                        "Product Viewed",
                        Map.of("sku", laptop.sku(), "category", laptop.category(), "price", laptop.price()));
    }

    // Consideration: the brand is searched, prices and reviews are read, models compared.
    private void consider() {
        Session session = visit(wantsEmail && chance(0.25) ? Channel.EMAIL : pick(LATER_TOUCH));
        session.page(chance(0.5) ? "/" : "/laptop/" + favourite.category());
        if (chance(0.55)) {
            session.page("/listino").track("Price List Viewed", Map.of("category", favourite.category()));
        }
        view(session, favourite);
        browse(session);
        if (chance(0.48)) {
            readReviews = true;
            session.page("/recensioni/" + favourite.sku()).track("Reviews Read", Map.of("sku", favourite.sku()));
        }
        if (chance(0.3)) {
            session.page("/confronto").track("Products Compared", Map.of("count", (long) (2 + random.nextInt(3))));
        }
        if (chance(0.06)) {
            askForHelp(session, "advice");
        }
        end(session);
    }

    // Purchase: perhaps a coupon first, then cart and checkout, which can fail.
    private void decide() {
        boolean seeksCoupon = chance(visitor.archetype().couponSeeking());
        Channel channel = pick(LATER_TOUCH);
        if (seeksCoupon && chance(0.55)) {
            channel = Channel.AFFILIATE;
            cameByCouponSite = true;
        }
        Session session = visit(channel);
        if (seeksCoupon) {
            session.page("/offerte").track("Coupon Searched", Map.of("found", cameByCouponSite));
        }
        browse(session);
        view(session, favourite);
        if (!readReviews && chance(0.35)) {
            readReviews = true;
            session.page("/recensioni/" + favourite.sku()).track("Reviews Read", Map.of("sku", favourite.sku()));
        }
        if (chance(0.72)) {
            session.track(
                    "Product Added",
                    Map.of("sku", favourite.sku(), "category", favourite.category(), "price", favourite.price()));
            session.page("/carrello");
            if (chance(visitor.archetype().buying() * (readReviews ? 1.25 : 1))) {
                checkout(session, favourite);
            }
        }
        end(session);
    }

    private void checkout(Session session, Laptop laptop) {
        boolean isSlow = session.isMobile() && session.now().isAfter(slowSince);
        double seconds = isSlow ? 6 + random.nextDouble() * 4 : 0.9 + random.nextDouble() * 1.4;
        session.page("/cassa", Map.of("load_seconds", Math.round(seconds * 10) / 10.0))
                .track("Checkout Started", Map.of("price", laptop.price()));
        if (isSlow && !chance(SLOW_CHECKOUT_KEEPS)) {
            return;
        }
        if (!session.isSignedIn()) {
            wantsEmail = wantsEmail || chance(0.6);
            session.identify(wantsEmail);
            signedIn = true;
        }
        if (chance(0.05)) {
            session.track("Payment Failed", Map.of("reason", "card refused"));
            if (chance(0.5)) {
                return;
            }
        }
        if (chance(0.84)) {
            order(session, laptop);
        }
    }

    private void order(Session session, Laptop laptop) {
        orders++;
        bought.add(laptop.sku());
        double discount = cameByCouponSite ? 0.9 : 1;
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("order_id", "A" + visitor.number() + "-" + orders);
        properties.put("sku", laptop.sku());
        properties.put("category", laptop.category());
        properties.put(Event.VALUE, Math.round(laptop.price() * discount * 100) / 100.0);
        properties.put("payment", PAYMENTS.get(random.nextInt(PAYMENTS.size())));
        properties.put("coupon", cameByCouponSite);
        session.track("Order Completed", properties).page("/grazie");
        Map<String, Object> shown = Map.of("survey", AFTER_ORDER, "survey_id", survey);
        session.beside("Survey Shown", shown);
        if (chance(0.42)) {
            double mean = session.isMobile() && session.now().isAfter(slowSince) ? 3.1 : 4.2;
            Map<String, Object> answer = new LinkedHashMap<>(shown);
            answer.putAll(Map.of("question", "satisfied", "kind", "csat", "path", "/grazie", "touchpoint", "Checkout"));
            survey(session, answer, mean);
        }
    }

    private static final int MOST_RETURNS = 9;
    private static final Set<String> ON_A_DESK = Set.of("creative", "business", "gaming");
    private static final List<String> PAYMENTS = List.of("card", "card", "paypal", "bank transfer", "instalments");

    private static final String AFTER_ORDER = "After the order";

    private void survey(Session session, Map<String, Object> about, double mean) {
        Map<String, Object> answer = new LinkedHashMap<>(about);
        answer.put("score", (long) Math.clamp(Math.round(mean + random.nextGaussian()), 1, 5));
        session.track("Survey Answered", answer);
    }

    private void askForHelp(Session session, String topic) {
        calledForHelp = true;
        session.page("/assistenza")
                .track("Support Contacted", Map.of("topic", topic, "by", chance(0.6) ? "chat" : "phone"));
        if (chance(0.5)) {
            survey(session, Map.of("survey", "CSAT", "touchpoint", "Help by chat and phone"), 3.4);
        }
    }

    private void visitStore() {
        now = ShopHours.inStore(now);
        if (now.isBefore(end)) {
            events.add(offline("Store Visited", Map.of("city", visitor.city(), "sku", favourite.sku())));
        }
    }

    private Event offline(String name, Map<String, Object> properties) {
        Map<String, Object> all = new LinkedHashMap<>(properties);
        all.put(Event.CHANNEL, "store");
        all.put("device", "in person");
        return new Event(
                "sample-" + visitor.number() + "-store-" + now.toEpochMilli(),
                Kind.TRACK,
                name,
                signedIn ? Optional.empty() : Optional.of(visitor.anonymousId(true)),
                signedIn ? Optional.of(visitor.userId()) : Optional.empty(),
                Optional.empty(),
                now,
                all,
                Map.of(),
                "");
    }

    // Retention and advocacy: tips by e-mail weeks later, an exclusive offer, a review, a recommendation.
    private void stay() {
        double loyalty = cameByCouponSite ? 0.12 : readReviews ? 0.7 : 0.5;
        if (chance(0.14)) {
            pause(5);
            Session help = visit(Channel.DIRECT);
            askForHelp(help, "set-up");
            end(help);
            loyalty *= 0.8;
        }
        for (int round = 0; round < MOST_RETURNS && now.isBefore(end); round++) {
            if (!chance(loyalty)) {
                return;
            }
            pause(round == 0 ? 20 : 28);
            int before = orders;
            comeBack(loyalty);
            // Who has bought again buys again more readily.
            loyalty = orders > before ? Math.min(0.88, loyalty + 0.12) : loyalty;
        }
    }

    /** What goes with the laptop: a dock and a monitor on a desk, a bag and a mouse on the way; nothing twice. */
    private Laptop accessory() {
        List<String> fitting =
                ON_A_DESK.contains(favourite.category()) ? List.of("dock", "monitor") : List.of("zaino", "mouse");
        List<Laptop> left = Laptop.ACCESSORIES.stream()
                .filter(article -> !bought.contains(article.sku()))
                .toList();
        List<Laptop> first =
                left.stream().filter(article -> fitting.contains(article.sku())).toList();
        List<Laptop> choice = !first.isEmpty() && chance(0.7) ? first : left.isEmpty() ? Laptop.ACCESSORIES : left;
        return choice.get(random.nextInt(choice.size()));
    }

    private void comeBack(double loyalty) {
        Session session = visit(wantsEmail && chance(0.65) ? Channel.EMAIL : Channel.DIRECT);
        session.page("/consigli/prime-settimane").track("Tips Read", Map.of("topic", "battery"));
        if (chance(0.85)) {
            session.page("/offerte/clienti").track("Exclusive Offer Viewed", Map.of("offer", "accessories"));
            if (chance(0.5 + loyalty * 0.4)) {
                Laptop accessory = accessory();
                session.track(
                                "Product Added",
                                Map.of("sku", accessory.sku(), "category", "accessory", "price", accessory.price()))
                        .page("/carrello");
                checkout(session, accessory);
            }
        }
        if (chance(calledForHelp ? 0.1 : 0.22)) {
            int rating = Math.clamp(Math.round((calledForHelp ? 3.4 : 4.4) + random.nextGaussian() * 0.8), 1, 5);
            session.page("/recensioni/" + favourite.sku() + "/nuova")
                    .track(
                            "Review Written",
                            Map.of(
                                    "sku",
                                    favourite.sku(),
                                    "rating",
                                    (long) rating,
                                    "text",
                                    SampleReview.text(rating, visitor.number() * 31L + orders)));
            if (rating >= 4 && chance(0.5)) {
                session.track("Referral Shared", Map.of("by", chance(0.7) ? "link" : "social"));
            }
        }
        end(session);
    }
}
