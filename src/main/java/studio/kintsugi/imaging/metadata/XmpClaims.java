package studio.kintsugi.imaging.metadata;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an XMP packet says of the pixels beside it, made true of a picture that was turned, mended or enlarged. */
final class XmpClaims {
    private static final String TIFF = "http://ns.adobe.com/tiff/1.0/";
    private static final String EXIF = "http://ns.adobe.com/exif/1.0/";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/";
    private static final String NOTE = "http://ns.adobe.com/xmp/note/";
    private static final String REGIONS = "http://www.metadataworkinggroup.com/schemas/regions/";
    private static final String DIMENSIONS = "http://ns.adobe.com/xap/1.0/sType/Dimensions#";
    private static final String PANORAMA = "http://ns.google.com/photos/1.0/panorama/";
    /** Lengths of a panorama in pixels, across and down. */
    private static final List<String> ACROSS =
            List.of("CroppedAreaImageWidthPixels", "FullPanoWidthPixels", "CroppedAreaLeftPixels");
    private static final List<String> DOWN =
            List.of("CroppedAreaImageHeightPixels", "FullPanoHeightPixels", "CroppedAreaTopPixels");
    private static final String CAMERA = "http://ns.google.com/photos/1.0/camera/";
    private static final Set<String> COMPANION_PROPERTIES = Set.of("MotionPhoto", "MotionPhotoVersion",
            "MotionPhotoPresentationTimestampUs", "MicroVideo", "MicroVideoVersion", "MicroVideoOffset",
            "MicroVideoPresentationTimestampUs");
    private static final String CONTAINER = "http://ns.google.com/photos/1.0/container/";
    /** Companions by the namespaces of what is said of them; files that have no other name come last. */
    private static final Map<String, String> COMPANIONS = companions();

    private XmpClaims() {}

    private static Map<String, String> companions() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("http://ns.adobe.com/hdr-gain-map/1.0/", "a gain map");
        names.put("http://ns.apple.com/HDRGainMap/1.0/", "a gain map");
        names.put("http://ns.google.com/photos/1.0/depthmap/", "a depth map");
        names.put("http://ns.google.com/photos/dd/1.0/device/", "a depth map");
        names.put("http://ns.google.com/photos/1.0/image/", "a second picture");
        names.put("http://ns.google.com/photos/1.0/audio/", "sound");
        names.put(CONTAINER, "a file");
        names.put(CONTAINER + "item/", "a file");
        return names;
    }

    /** What lies beside the picture in its file, as {@code a video}, and goes when the picture alone is saved. */
    static Set<String> companions(XmpTree xmp) {
        Set<String> found = new LinkedHashSet<>();
        if (COMPANION_PROPERTIES.stream().anyMatch(name -> xmp.get(CAMERA, name).isPresent())) {
            found.add("a video");
        }
        COMPANIONS.forEach((namespace, name) -> {
            if ((found.isEmpty() || !namespace.startsWith(CONTAINER)) && xmp.has(namespace)) {
                found.add(name);
            }
        });
        return found;
    }

    /** Removes what held only of the picture as it was stored; whether there was anything. */
    static boolean turn(XmpTree xmp) {
        boolean changed = xmp.remove(REGIONS, "Regions");
        changed |= xmp.remove(EXIF, "SubjectArea");
        return xmp.remove(EXIF, "SubjectLocation") || changed;
    }

    /** Scales the lengths of a panorama by what its picture was enlarged; whether there were any. */
    static boolean scale(XmpTree xmp, double across, double down) {
        boolean changed = false;
        for (String name : ACROSS) {
            changed |= scale(xmp, name, across);
        }
        for (String name : DOWN) {
            changed |= scale(xmp, name, down);
        }
        return changed;
    }

    private static boolean scale(XmpTree xmp, String name, double factor) {
        String value = xmp.get(PANORAMA, name).map(String::strip).orElse("");
        return value.matches("\\d{1,9}")
                && xmp.replace(PANORAMA, name, String.valueOf(Math.round(Integer.parseInt(value) * factor)));
    }

    /** Sets sizes and orientation, removes thumbnails and companions that are gone; whether anything changed. */
    static boolean settle(XmpTree xmp, int width, int height) {
        boolean changed = xmp.replace(TIFF, "Orientation", "1");
        changed |= xmp.replace(TIFF, "ImageWidth", String.valueOf(width));
        changed |= xmp.replace(TIFF, "ImageLength", String.valueOf(height));
        changed |= xmp.replace(EXIF, "PixelXDimension", String.valueOf(width));
        changed |= xmp.replace(EXIF, "PixelYDimension", String.valueOf(height));
        if (xmp.get(REGIONS, "AppliedToDimensions").isPresent() || xmp.get(REGIONS, "Regions").isPresent()) {
            changed |= xmp.replace(DIMENSIONS, "w", String.valueOf(width));
            changed |= xmp.replace(DIMENSIONS, "h", String.valueOf(height));
        }
        changed |= xmp.remove(XMP, "Thumbnails");
        changed |= xmp.remove(NOTE, "HasExtendedXMP");
        return xmp.removeAll((namespace, name) -> COMPANIONS.containsKey(namespace)
                || namespace.equals(CAMERA) && COMPANION_PROPERTIES.contains(name)) || changed;
    }
}
