package dev.percorso.server.deliver.sender;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.InitialDirContext;

/** Asks the DNS for texts, of the machine's servers or of a given one. */
public final class Dns {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Optional<String> server;

    /** @param server host and port such as {@code 127.0.0.1:5353}; empty for those of the machine */
    public Dns(Optional<String> server) {
        this.server = server;
    }

    /** The server could not be asked, or did not answer. */
    static final class UnansweredException extends Exception {
        UnansweredException(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /** The TXT records of a name; none when there is no such name. */
    // Only the DNS is asked, and only for a plain name: any other could lead to another directory.
    @SuppressWarnings({"BanJNDI", "JdkObsolete"})
    List<String> texts(String name) throws UnansweredException {
        if (!NAME.matcher(name).matches()) {
            return List.of();
        }
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put("com.sun.jndi.dns.timeout.initial", "1000");
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        server.ifPresent(address -> environment.put(Context.PROVIDER_URL, "dns://" + address));
        try {
            InitialDirContext context = new InitialDirContext(environment);
            try {
                Attributes found = context.getAttributes(name, new String[] {"TXT"});
                return texts(Optional.ofNullable(found.get("TXT")));
            } finally {
                context.close();
            }
        } catch (NameNotFoundException none) {
            return List.of();
        } catch (NamingException failure) {
            throw new UnansweredException(String.valueOf(failure.getMessage()), failure);
        }
    }

    private static List<String> texts(Optional<Attribute> attribute) throws NamingException {
        List<String> texts = new ArrayList<>();
        if (attribute.isPresent()) {
            NamingEnumeration<?> all = attribute.get().getAll();
            while (all.hasMore()) {
                texts.add(plain(String.valueOf(all.next())));
            }
        }
        return texts;
    }

    /** A long record comes in pieces, those with blanks in quotation marks; the pieces are one text. */
    static String plain(String text) {
        if (text.indexOf('"') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        Matcher pieces = QUOTED.matcher(text);
        int end = 0;
        while (pieces.find()) {
            plain.append(text.substring(end, pieces.start()).strip())
                    .append(pieces.group(1).replaceAll("\\\\(.)", "$1"));
            end = pieces.end();
        }
        return plain.append(text.substring(end).strip()).toString();
    }
}
