package studio.kintsugi.imaging.svg;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.decode.DecodeLimits;
import studio.kintsugi.imaging.decode.Decoded;
import studio.kintsugi.imaging.decode.RasterPlanes;

/**
 * Draws SVG, packed with gzip or not. A small drawing is enlarged to {@value #LEAST} pixels on its longer side, a huge
 * one is drawn at {@value #MOST}.
 */
public final class SvgDecoder {
    private static final int LEAST = 1024;
    private static final int MOST = 8192;
    /** Unpacked; more is no drawing, or one made to fill the memory. */
    private static final int MOST_BYTES = 64 << 20;
    private static final int HEADER = 200;
    /** Beginnings of documents that are not in UTF-8: byte order marks of UTF-16, or another name. */
    private static final Pattern ENCODED =
            Pattern.compile("^(\u00FE\u00FF|\u00FF\u00FE|<\0|\0<)|^<\\?xml[^>]*encoding=[\"'](?!(?i)utf-8)");

    /** The library's remarks on faulty files; what is wrong is told by exceptions here. */
    private static final Logger REMARKS = Logger.getLogger("com.github.weisj.jsvg");

    static {
        REMARKS.setLevel(Level.OFF);
    }

    private SvgDecoder() {}

    /** The size that {@link #decode} draws at. */
    public static PictureSize size(byte[] file) throws IOException {
        return size(load(file));
    }

    /** Draws a whole file. */
    public static Decoded decode(byte[] file, String name) throws IOException, PictureException {
        SVGDocument document = load(file);
        PictureSize size = size(document);
        DecodeLimits.check(name, size.width(), size.height(), 5 * Float.BYTES);
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            document.render(null, g, new ViewBox(0, 0, size.width(), size.height()));
        } catch (StackOverflowError e) {
            throw new IOException("cannot be drawn", e);
        } finally {
            g.dispose();
        }
        return Decoded.of(size, RasterPlanes.of(image), null, Metadata.NONE);
    }

    private static PictureSize size(SVGDocument document) {
        double width = document.size().width;
        double height = document.size().height;
        double scale = Math.clamp(1, LEAST / Math.max(width, height), MOST / Math.max(width, height));
        return new PictureSize((int) Math.max(1, Math.round(width * scale)),
                (int) Math.max(1, Math.round(height * scale)));
    }

    private static SVGDocument load(byte[] file) throws IOException {
        byte[] text = file;
        if (file.length > 2 && file[0] == 0x1F && (file[1] & 0xff) == 0x8B) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
                text = in.readNBytes(MOST_BYTES);
            }
        }
        byte[] unpacked = text;
        LoaderContext context = LoaderContext.builder().externalResourcePolicy(ResourcePolicy.DENY_EXTERNAL).build();
        try {
            SVGDocument document = new SVGLoader().load(() -> events(unpacked), null, context);
            if (document == null || !(document.size().width > 0) || !(document.size().height > 0)
                    || !Float.isFinite(document.size().width) || !Float.isFinite(document.size().height)) {
                throw new IOException("not a drawing");
            }
            return document;
        } catch (StackOverflowError e) {
            throw new IOException("cannot be drawn", e);
        }
    }

    /** The document's events; entities that lie outside it are empty. */
    private static XMLEventReader events(byte[] text) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> new ByteArrayInputStream(new byte[0]));
        if (ENCODED.matcher(new String(text, 0, Math.min(HEADER, text.length), StandardCharsets.ISO_8859_1)).find()) {
            return factory.createXMLEventReader(new ByteArrayInputStream(text));
        }
        try {
            // the parser's own decoder of UTF-8 writes its complaints to the standard error stream
            String plain = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
            return factory.createXMLEventReader(new StringReader(plain.replaceFirst("^\uFEFF", "")));
        } catch (CharacterCodingException e) {
            throw new XMLStreamException(e);
        }
    }
}
