package live.danmaku.dashboard;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.io.Serial;
import java.util.stream.Stream;
import live.danmaku.admin.Operations;
import live.danmaku.admin.Operator;
import live.danmaku.config.Key;
import live.danmaku.encode.Decoder;
import live.danmaku.encode.Decoder.Order;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import org.jspecify.annotations.Nullable;

/** Where an administrator sets values for now, has the configuration read, empties the node and opens it again. */
@WebServlet("/admin/api/operations")
public class OperationsServlet extends DashboardServlet {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    transient Operations operations;

    @Inject
    transient Decoder decoder;

    @Inject
    transient DashboardJson json;

    @Override
    String act(@Nullable String path, String body, Operator operator) {
        Order order = decoder.order(body);
        return json.done(order.name(), done(order, operator));
    }

    private String done(Order order, Operator operator) {
        return switch (order.name()) {
            case "set" -> {
                operations.set(room(order), key(order), text("value", order.value()), operator);
                yield "set";
            }
            case "reset" -> operations.reset(room(order), key(order), operator) ? "reset" : "nothing was set";
            case "reload" -> operations.reload(operator).size() + " values rejected";
            case "drain" -> {
                var outcome = operations.drain(operator);
                yield outcome.viewers() + " viewers closed, " + outcome.late() + " of them late";
            }
            case "resume" -> operations.resume(operator) ? "open" : "still shut";
            default -> throw invalid("do must be set, reset, reload, drain or resume");
        };
    }

    private static @Nullable RoomId room(Order order) {
        return order.room() == null ? null : new RoomId(order.room());
    }

    private static Key key(Order order) {
        String property = text("key", order.key());
        return Stream.of(Key.values())
                .filter(key -> key.property().equals(property))
                .findFirst()
                .orElseThrow(() -> invalid("key must be the name of a number that can be configured"));
    }

    private static String text(String name, @Nullable String value) {
        if (value == null) {
            throw invalid(name + " is missing");
        }
        return value;
    }

    private static Refusal invalid(String message) {
        return new Refusal(ErrorCode.INVALID_FIELD, message);
    }
}
