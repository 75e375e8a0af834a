package live.danmaku.jmx;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.InvalidAttributeValueException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ReflectionException;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/** An MXBean that is described by annotations and runs with the application's class loader. */
final class OperatorBean extends StandardMBean {

    private static final Logger LOG = System.getLogger("danmaku.jmx");

    <T> OperatorBean(T bean, Class<T> type) {
        super(bean, type, true);
    }

    /** One call of a client. */
    private interface Call<R> {
        R run() throws MBeanException, ReflectionException, AttributeNotFoundException, InvalidAttributeValueException;
    }

    @Override
    public @Nullable Object invoke(String operation, Object @Nullable [] arguments, String @Nullable [] signature)
            throws MBeanException, ReflectionException {
        try {
            return called(() -> super.invoke(operation, arguments, signature));
        } catch (AttributeNotFoundException | InvalidAttributeValueException e) {
            throw new ReflectionException(e);
        }
    }

    @Override
    public @Nullable Object getAttribute(String attribute)
            throws AttributeNotFoundException, MBeanException, ReflectionException {
        try {
            return called(() -> super.getAttribute(attribute));
        } catch (InvalidAttributeValueException e) {
            throw new ReflectionException(e);
        }
    }

    @Override
    public void setAttribute(Attribute attribute)
            throws AttributeNotFoundException, InvalidAttributeValueException, MBeanException, ReflectionException {
        Object unused = called(() -> {
            super.setAttribute(attribute);
            return attribute;
        });
    }

    /** Attributes that cannot be read are left out, as JMX has it. */
    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList values = new AttributeList();
        for (String name : attributes) {
            try {
                values.add(new Attribute(name, getAttribute(name)));
            } catch (AttributeNotFoundException | MBeanException | ReflectionException e) {
                LOG.log(Level.DEBUG, "{0} cannot be read: {1}", name, e);
            }
        }
        return values;
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        AttributeList done = new AttributeList();
        for (Attribute attribute : attributes.asList()) {
            try {
                setAttribute(attribute);
                done.add(attribute);
            } catch (AttributeNotFoundException
                    | InvalidAttributeValueException
                    | MBeanException
                    | ReflectionException e) {
                LOG.log(Level.DEBUG, "{0} cannot be set: {1}", attribute.getName(), e);
            }
        }
        return done;
    }

    private <R> R called(Call<R> call)
            throws MBeanException, ReflectionException, AttributeNotFoundException, InvalidAttributeValueException {
        Thread thread = Thread.currentThread();
        ClassLoader callers = thread.getContextClassLoader();
        thread.setContextClassLoader(OperatorBean.class.getClassLoader());
        try {
            return call.run();
        } finally {
            thread.setContextClassLoader(callers);
        }
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return described(getMBeanInterface().getAnnotation(Description.class));
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        String get = (info.isIs() ? "is" : "get") + info.getName();
        return method(get)
                .map(method -> described(method.getAnnotation(Description.class)))
                .orElse("");
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return method(info.getName())
                .map(method -> described(method.getAnnotation(Description.class)))
                .orElse("");
    }

    @Override
    protected String getDescription(MBeanOperationInfo info, MBeanParameterInfo parameter, int sequence) {
        return argument(info, sequence).map(Argument::value).orElse("");
    }

    @Override
    protected String getParameterName(MBeanOperationInfo info, MBeanParameterInfo parameter, int sequence) {
        return argument(info, sequence).map(Argument::name).orElse("p" + (sequence + 1));
    }

    @Override
    protected int getImpact(MBeanOperationInfo info) {
        boolean reads = method(info.getName())
                .map(method -> method.getAnnotation(Description.class))
                .filter(Description::reads)
                .isPresent();
        return reads ? MBeanOperationInfo.INFO : MBeanOperationInfo.ACTION;
    }

    private static String described(@Nullable Annotation annotation) {
        return annotation instanceof Description description ? description.value() : "";
    }

    private Optional<Argument> argument(MBeanOperationInfo info, int sequence) {
        return method(info.getName()).map(method -> method.getParameters()[sequence].getAnnotation(Argument.class));
    }

    /** No two methods of these interfaces have the same name. */
    private Optional<Method> method(String name) {
        return Stream.of(getMBeanInterface().getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst();
    }
}
