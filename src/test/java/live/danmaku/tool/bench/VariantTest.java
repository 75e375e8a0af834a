package live.danmaku.tool.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VariantTest {
    @Test
    void of_productAlone_isAsDelivered() {
        assertThat(Variant.of("payara"))
                .isEqualTo(new Variant("payara", Variant.Product.PAYARA, false, Contender.Wiring.PLAIN, false));
    }

    @Test
    void of_severalParts_areAllTaken() {
        assertThat(Variant.of("wildfly-tuned-portable-deflate"))
                .isEqualTo(new Variant(
                        "wildfly-tuned-portable-deflate",
                        Variant.Product.WILDFLY,
                        true,
                        Contender.Wiring.DEFLATE,
                        true));
    }

    @Test
    void of_whatIsUnknown_isNamed() {
        assertThatThrownBy(() -> Variant.of("tomcat")).hasMessage("no server is called tomcat");
        assertThatThrownBy(() -> Variant.of("wildfly-fast")).hasMessage("wildfly-fast has the unknown part fast");
    }
}
