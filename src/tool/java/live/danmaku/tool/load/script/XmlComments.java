package live.danmaku.tool.load.script;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the XML that danmaku players exchange: {@code <d p="time,mode,size,color,date,pool,user,id">text</d>}.
 *
 * <p>No DTD is read and no entity resolved beyond the five of XML itself. Where a file stops being XML, reading stops,
 * and that place is reported as a skipped line.
 */
final class XmlComments {
    private static final int REQUIRED_FIELDS = 4;
    private static final int USER_FIELD = 6;

    private XmlComments() {}

    static CommentFile read(InputStream in) throws IOException {
        List<TimedComment> comments = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        int line = 1;
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("d")) {
                    line = xml.getLocation().getLineNumber();
                    try {
                        comments.add(comment(line, xml));
                    } catch (UnusableCommentException e) {
                        skipped.add(e.at(line));
                    }
                }
            }
        } catch (XMLStreamException e) {
            int place = e.getLocation() == null ? line : e.getLocation().getLineNumber();
            skipped.add(UnusableCommentException.malformed(
                            "not well-formed XML, nothing is read from here on: " + firstLine(e), e)
                    .at(place));
        }
        return new CommentFile(comments, skipped);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private static TimedComment comment(int line, XMLStreamReader xml)
            throws XMLStreamException, UnusableCommentException {
        @Nullable String attribute = xml.getAttributeValue(null, "p");
        String text = xml.getElementText();
        if (attribute == null) {
            throw UnusableCommentException.malformed("<d> without the attribute p");
        }
        String[] fields = attribute.split(",", -1);
        if (fields.length < REQUIRED_FIELDS) {
            throw UnusableCommentException.malformed(
                    "p has " + fields.length + " fields, at least " + REQUIRED_FIELDS + " are needed");
        }
        String viewer = fields.length > USER_FIELD ? fields[USER_FIELD] : "";
        return TimedComment.of(line, fields[0], fields[1], fields[2], fields[3], viewer, text);
    }

    private static String firstLine(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(message.indexOf('\n') + 1);
    }
}
