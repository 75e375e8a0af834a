package live.danmaku.transport.tyrus;

import java.lang.reflect.Field;

/** Private fields of Tyrus and Grizzly, found by name in an object's class or those above it. */
final class TyrusFields {

    private TyrusFields() {}

    /** The value of a field; a field that is missing or null is a {@link NoSuchFieldException}. */
    static Object value(Object object, String name) throws ReflectiveOperationException {
        Object value = field(object, name).get(object);
        if (value == null) {
            throw new NoSuchFieldException(name);
        }
        return value;
    }

    static Field field(Object object, String name) throws NoSuchFieldException {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(object.getClass() + "." + name);
    }
}
