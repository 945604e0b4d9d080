package dev.wesley.cli.command;

import dev.wesley.cli.command.PolicyTestCommand.PageResult;
import dev.wesley.engine.page.PageTrial.Check;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Results in the form that build servers read: a suite for each page, a case for each check. It holds no times, so that equal results are
/// equal files.
final class JunitXml {
    private JunitXml() {}

    static String of(String name, String className, List<PageResult> results) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            counts(xml, name, results.stream().flatMap(r -> r.checks().stream()).toList());
            for (PageResult result : results) {
                xml.writeCharacters("\n  ");
                xml.writeStartElement("testsuite");
                counts(xml, result.page().folder(), result.checks());
                for (Check check : result.checks()) {
                    one(xml, className + "." + result.page().folder(), check);
                }
                xml.writeCharacters("\n  ");
                xml.writeEndElement();
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text could not be written as XML", e);
        }
        return text.toString();
    }

    private static void counts(XMLStreamWriter xml, String name, List<Check> checks) throws XMLStreamException {
        xml.writeAttribute("name", clean(name));
        xml.writeAttribute("tests", Integer.toString(checks.size()));
        xml.writeAttribute("failures", Long.toString(checks.stream().filter(c -> !c.passed()).count()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", "0");
    }

    private static void one(XMLStreamWriter xml, String className, Check check) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", clean(className));
        xml.writeAttribute("name", clean(check.name()));
        for (String failure : check.failures()) {
            xml.writeCharacters("\n      ");
            xml.writeStartElement("failure");
            xml.writeAttribute("message", clean(failure.lines().findFirst().orElse("")));
            xml.writeCharacters(clean(failure));
            xml.writeEndElement();
        }
        if (!check.passed()) {
            xml.writeCharacters("\n    ");
        }
        xml.writeEndElement();
    }

    /// XML has no place for most control characters.
    private static String clean(String text) {
        return text.codePoints().filter(c -> c >= ' ' && c != 0xFFFE && c != 0xFFFF || c == '\n' || c == '\t')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
