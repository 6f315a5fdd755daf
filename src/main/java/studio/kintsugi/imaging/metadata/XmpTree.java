package studio.kintsugi.imaging.metadata;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** An XMP packet as a tree (XMP specification, part 1), of which single properties are read, changed and removed. */
public final class XmpTree {
    static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final String EMPTY = """
            <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="RDF"/></x:xmpmeta>
            <?xpacket end="w"?>""".replace("\"RDF\"", '"' + RDF + '"');

    /** Java's own, once a thread: to look for others in all jars takes longer than the work. */
    private static final ThreadLocal<DocumentBuilder> PARSER = ThreadLocal.withInitial(XmpTree::builder);
    /** To be copied, which takes a part of the time that reading it does. */
    private static final ThreadLocal<Document> EMPTY_TREE = ThreadLocal.withInitial(
            () -> parse(EMPTY.getBytes(StandardCharsets.UTF_8)).orElseThrow().tree);
    private static final ThreadLocal<Transformer> PRINTER = ThreadLocal.withInitial(XmpTree::printer);

    private final Document tree;
    private final Element rdf;

    private XmpTree(Document tree, Element rdf) {
        this.tree = tree;
        this.rdf = rdf;
    }

    /** A packet without properties. */
    public static XmpTree empty() {
        return of((Document) EMPTY_TREE.get().cloneNode(true)).orElseThrow();
    }

    /** The tree of a packet in UTF-8, or nothing where it can't be understood. */
    public static Optional<XmpTree> parse(byte[] packet) {
        try {
            return of(PARSER.get().parse(new ByteArrayInputStream(withoutPadding(packet))));
        } catch (SAXException | IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<XmpTree> of(Document tree) {
        NodeList found = tree.getElementsByTagNameNS(RDF, "RDF");
        return found.getLength() == 1 ? Optional.of(new XmpTree(tree, (Element) found.item(0))) : Optional.empty();
    }

    /** Some writers end a packet with zeros, which XML does not know. */
    private static byte[] withoutPadding(byte[] xmp) {
        int end = xmp.length;
        while (end > 0 && xmp[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(xmp, end);
    }

    /** Reads nothing but what it is given. */
    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // what is wrong comes as an exception, not on standard error
            builder.setErrorHandler(new DefaultHandler());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every JDK has a parser that can do this", e);
        }
    }

    /** The text of a property, whichever way its writer put it. */
    public Optional<String> get(String namespace, String name) {
        for (Element description : descriptions()) {
            if (description.hasAttributeNS(namespace, name)) {
                return Optional.of(description.getAttributeNS(namespace, name));
            }
        }
        return Optional.ofNullable(rdf.getElementsByTagNameNS(namespace, name).item(0)).map(Node::getTextContent);
    }

    /** Whether there is any property of a namespace. */
    boolean has(String namespace) {
        return !properties((n, l) -> n.equals(namespace)).isEmpty();
    }

    /** Sets a property, in place of an earlier value. */
    public void set(String namespace, String prefix, String name, String value) {
        List<Element> descriptions = descriptions();
        String about = descriptions.isEmpty() ? "" : descriptions.getFirst().getAttributeNS(RDF, "about");
        remove(namespace, name);
        Element description = description(about);
        description.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, namespace);
        Element property = tree.createElementNS(namespace, prefix + ":" + name);
        property.setTextContent(value);
        description.appendChild(property);
    }

    private Element description(String about) {
        String prefix = rdf.getPrefix() == null ? "rdf" : rdf.getPrefix();
        Element description = tree.createElementNS(RDF, prefix + ":Description");
        description.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, RDF);
        description.setAttributeNS(RDF, prefix + ":about", about);
        rdf.appendChild(description);
        return description;
    }

    /** Gives a property another text where there is one; whether that changed anything. */
    boolean replace(String namespace, String name, String value) {
        boolean changed = false;
        for (Node node : properties((n, l) -> n.equals(namespace) && l.equals(name))) {
            changed |= !node.getTextContent().equals(value);
            node.setTextContent(value);
        }
        return changed;
    }

    /** Takes a property out; whether there was one. */
    public boolean remove(String namespace, String name) {
        return removeAll((n, l) -> n.equals(namespace) && l.equals(name));
    }

    /** Takes all properties out whose namespace and name answer, wherever they stand; whether there were any. */
    boolean removeAll(BiPredicate<String, String> which) {
        List<Node> found = properties(which);
        for (Node node : found) {
            if (node instanceof Attr attribute) {
                attribute.getOwnerElement().removeAttributeNode(attribute);
            } else if (node.getParentNode() != null) {
                node.getParentNode().removeChild(node);
            }
        }
        if (!found.isEmpty()) {
            descriptions().stream().filter(d -> d.getElementsByTagName("*").getLength() == 0 && onlyNames(d))
                    .forEach(rdf::removeChild);
        }
        return !found.isEmpty();
    }

    private List<Node> properties(BiPredicate<String, String> which) {
        List<Node> found = new ArrayList<>();
        NodeList all = rdf.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            for (int a = 0; a < element.getAttributes().getLength(); a++) {
                Node attribute = element.getAttributes().item(a);
                if (attribute.getNamespaceURI() != null
                        && which.test(attribute.getNamespaceURI(), attribute.getLocalName())) {
                    found.add(attribute);
                }
            }
            if (element.getNamespaceURI() != null && which.test(element.getNamespaceURI(), element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }

    private List<Element> descriptions() {
        List<Element> found = new ArrayList<>();
        NodeList children = rdf.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element e && RDF.equals(e.getNamespaceURI())) {
                found.add(e);
            }
        }
        return found;
    }

    private static boolean onlyNames(Element description) {
        for (int i = 0; i < description.getAttributes().getLength(); i++) {
            String namespace = description.getAttributes().item(i).getNamespaceURI();
            if (!XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(namespace) && !RDF.equals(namespace)) {
                return false;
            }
        }
        return true;
    }

    /** Takes over the properties of another packet. */
    void merge(XmpTree other) {
        for (Element description : other.descriptions()) {
            rdf.appendChild(tree.importNode(description, true));
        }
    }

    /**
     * Moves the largest properties into a packet of their own until this one has at most {@code most} bytes.
     *
     * @return the other packet, or nothing where that can't be done
     */
    Optional<XmpTree> split(int most) {
        XmpTree other = empty();
        Element target = other.description(descriptions().isEmpty() ? ""
                : descriptions().getFirst().getAttributeNS(RDF, "about"));
        List<Element> movable = new ArrayList<>();
        for (Element description : descriptions()) {
            for (Node child = description.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element e) {
                    movable.add(e);
                }
            }
            for (int a = description.getAttributes().getLength() - 1; a >= 0; a--) {
                Attr attribute = (Attr) description.getAttributes().item(a);
                boolean property = !XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())
                        && !RDF.equals(attribute.getNamespaceURI()) && attribute.getNamespaceURI() != null;
                if (property && attribute.getValue().length() > 100) {
                    movable.add(asElement(description, attribute));
                }
            }
        }
        movable.sort(Comparator.comparingInt((Element e) -> e.getTextContent().length()).reversed());
        for (Element element : movable) {
            if (write().length <= most) {
                break;
            }
            Element moved = (Element) other.tree.importNode(element, true);
            target.appendChild(moved);
            element.getParentNode().removeChild(element);
        }
        return write().length <= most ? Optional.of(other) : Optional.empty();
    }

    private Element asElement(Element description, Attr attribute) {
        Element element = tree.createElementNS(attribute.getNamespaceURI(), attribute.getName());
        element.setTextContent(attribute.getValue());
        description.removeAttributeNode(attribute);
        description.appendChild(element);
        return element;
    }

    /** The packet in UTF-8. */
    public byte[] write() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PRINTER.get().transform(new DOMSource(tree), new StreamResult(out));
            return out.toByteArray();
        } catch (TransformerException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static Transformer printer() {
        try {
            Transformer printer = TransformerFactory.newDefaultInstance().newTransformer();
            printer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            printer.setOutputProperty(OutputKeys.ENCODING, StandardCharsets.UTF_8.name());
            return printer;
        } catch (TransformerConfigurationException e) {
            throw new IllegalStateException("every JDK can print a tree", e);
        }
    }
}
