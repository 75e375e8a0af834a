package live.danmaku.jmx;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a JMX client shows of a bean, an attribute or an operation. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface Description {

    /** Unit, whether it is of now or cumulative, and the effect. */
    String value();

    /** Whether an operation only reads. */
    boolean reads() default false;
}
