package dev.tidemark.webkit;

/** What spreadsheets make of text in a CSV file. */
public final class CsvText {
    private CsvText() {
    }

    /** A name that begins like a formula is kept from being one; everything else stays as it is. */
    public static String text(String name) {
        return !name.isEmpty() && "=+-@\t\r".indexOf(name.charAt(0)) >= 0 ? "'" + name : name;
    }
}
