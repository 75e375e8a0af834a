package live.danmaku.tool.server;

/** An application server that the WAR runs on. */
public enum Product {
    WILDFLY("wildfly"),
    PAYARA_MICRO("payara"),
    PAYARA_SERVER("payara-server");

    private final String option;

    Product(String option) {
        this.option = option;
    }

    /**
     * The product that {@code -Dserver} names.
     *
     * @throws ServerFailure if it names none
     */
    public static Product of(String option) {
        for (Product product : values()) {
            if (product.option.equals(option)) {
                return product;
            }
        }
        throw new ServerFailure("-Dserver=" + option + " is unknown: choose wildfly, payara or payara-server.");
    }

    /** As {@code -Dserver} names it. */
    public String option() {
        return option;
    }

    /** A server of this kind, not yet started; WildFly is trimmed to what the WAR needs. */
    public AppServer server(Instance instance) {
        return switch (this) {
            case WILDFLY -> WildFly.trimmed(BuildFiles.wildFlyHome(), instance, Ports.free());
            case PAYARA_MICRO -> new PayaraMicro(BuildFiles.payaraMicroJar(), instance);
            case PAYARA_SERVER -> new PayaraServer(BuildFiles.payaraHome(), instance);
        };
    }
}
