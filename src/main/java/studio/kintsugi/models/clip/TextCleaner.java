package studio.kintsugi.models.clip;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Cleans a text as CLIP's tokenizer does before it looks for byte pairs: HTML entities, spaces, lower case, and those
 * mendings of the library ftfy that do not guess encodings.
 */
final class TextCleaner {
    /** Names of the characters 160 to 255, which browsers read even without their semicolon. */
    private static final List<String> LATIN = List.of("""
            nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
            acute \
            micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring \
            AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
            times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig \
            ccedil \
            egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash \
            ugrave uacute ucirc uuml yacute thorn yuml""".strip().split("\\s+"));
    private static final Map<String, String> ENTITIES = entitiesByName();
    private static final Pattern ENTITY = Pattern.compile("&(#x?[0-9a-fA-F]+|" + ENTITIES.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed()).collect(Collectors.joining("|")) + ");?");
    private static final Pattern TERMINAL_ESCAPE = Pattern.compile("\u001b\\[[0-9;]*[a-zA-Z]");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\\ufeff\\u206a-\\u206f]");
    /** Spaces as Python sees them. */
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}\\u0085\\x1c-\\x1f]+");

    private TextCleaner() {}

    static String of(String text) {
        String s = TERMINAL_ESCAPE.matcher(entities(text)).replaceAll("");
        s = s.replaceAll("[\u2018\u2019\u201a\u201b]", "'").replaceAll("[\u201c\u201d\u201e\u201f]", "\"");
        s = Normalizer.normalize(compatible(s), Normalizer.Form.NFC);
        s = CONTROL.matcher(s).replaceAll("");
        s = entities(entities(s));
        return SPACES.matcher(s).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    /** Latin ligatures and characters of full or half width in their ordinary form. */
    private static String compatible(String s) {
        StringBuilder out = new StringBuilder();
        s.codePoints().forEach(c -> {
            boolean ligature = c >= 0xFB00 && c <= 0xFB06;
            boolean width = c >= 0xFF01 && c <= 0xFFEF || c == 0x3000;
            if (ligature || width) {
                out.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static Map<String, String> entitiesByName() {
        Map<String, String> out = new HashMap<>(Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'"));
        for (int i = 0; i < LATIN.size(); i++) {
            out.put(LATIN.get(i), Character.toString(160 + i));
        }
        return out;
    }

    private static String entities(String s) {
        return ENTITY.matcher(s).replaceAll(m -> Matcher.quoteReplacement(entity(m.group(), m.group(1))));
    }

    private static String entity(String whole, String name) {
        if (!name.startsWith("#")) {
            return ENTITIES.get(name);
        }
        boolean hex = name.startsWith("#x");
        try {
            return Character.toString(hex ? Integer.parseInt(name.substring(2), 16)
                    : Integer.parseInt(name.substring(1)));
        } catch (IllegalArgumentException e) {
            return whole;
        }
    }
}
