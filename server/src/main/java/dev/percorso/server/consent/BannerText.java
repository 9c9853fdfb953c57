package dev.percorso.server.consent;

import dev.percorso.server.http.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The words of banner and preference centre in one language. */
public record BannerText(
        String title,
        String body,
        String acceptAll,
        String refuseAll,
        String choose,
        String save,
        String close,
        String preferencesTitle,
        String preferencesBody,
        String technicalName,
        String technicalText,
        String analyticsName,
        String analyticsText,
        String profilingName,
        String profilingText,
        String marketingName,
        String marketingText,
        String gpcNotice,
        String link,
        String policyLabel,
        String policyUrl) {
    private static final int LONGEST = 2_000;

    /** @throws ProblemException when words are missing or too long */
    void check(String pointer) {
        words().forEach((name, text) -> {
            boolean mayBeEmpty = name.equals("policyUrl") || name.equals("preferencesBody");
            if (text == null || text.length() > LONGEST || (text.isBlank() && !mayBeEmpty)) {
                throw ProblemException.invalid(
                        pointer + "/" + name, "give it a text of 1 to %,d characters".formatted(LONGEST));
            }
        });
        if (!policyUrl.isEmpty() && !policyUrl.startsWith("https://") && !policyUrl.startsWith("/")) {
            throw ProblemException.invalid(
                    pointer + "/policyUrl", "give an address such as https://shop.example/privacy, or leave it empty");
        }
    }

    private Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("title", title);
        words.put("body", body);
        words.put("acceptAll", acceptAll);
        words.put("refuseAll", refuseAll);
        words.put("choose", choose);
        words.put("save", save);
        words.put("close", close);
        words.put("preferencesTitle", preferencesTitle);
        words.put("preferencesBody", preferencesBody);
        words.put("technicalName", technicalName);
        words.put("technicalText", technicalText);
        words.put("analyticsName", analyticsName);
        words.put("analyticsText", analyticsText);
        words.put("profilingName", profilingName);
        words.put("profilingText", profilingText);
        words.put("marketingName", marketingName);
        words.put("marketingText", marketingText);
        words.put("gpcNotice", gpcNotice);
        words.put("link", link);
        words.put("policyLabel", policyLabel);
        words.put("policyUrl", policyUrl);
        return words;
    }
}
