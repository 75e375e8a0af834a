package live.danmaku.tool.bench;

import java.util.List;

/**
 * A way to run the WAR: the application server, and what differs from how it is delivered.
 *
 * @param name as {@code -Dservers} gives it, such as {@code wildfly-portable-deflate}
 * @param portable whether the server's own way to send is switched off
 * @param tuned whether the server is configured for many viewers
 */
record Variant(String name, Product product, boolean portable, Contender.Wiring wiring, boolean tuned) {
    /** An application server. */
    enum Product {
        WILDFLY,
        PAYARA
    }

    /**
     * Takes a name apart: the product, and after it any of {@code -portable}, {@code -deflate}, {@code -binary} and
     * {@code -tuned}.
     *
     * @throws IllegalArgumentException if it is no such name
     */
    static Variant of(String name) {
        List<String> words = List.of(name.split("-", -1));
        Product product = switch (words.get(0)) {
            case "wildfly" -> Product.WILDFLY;
            case "payara" -> Product.PAYARA;
            default -> throw new IllegalArgumentException("no server is called " + words.get(0));
        };
        boolean portable = false;
        boolean tuned = false;
        Contender.Wiring wiring = Contender.Wiring.PLAIN;
        for (String word : words.subList(1, words.size())) {
            switch (word) {
                case "portable" -> portable = true;
                case "tuned" -> tuned = true;
                case "deflate" -> wiring = Contender.Wiring.DEFLATE;
                case "binary" -> wiring = Contender.Wiring.BINARY;
                default -> throw new IllegalArgumentException(name + " has the unknown part " + word);
            }
        }
        return new Variant(name, product, portable, wiring, tuned);
    }
}
