package studio.kintsugi.imaging.io;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.WriteOptions;

/** Compares what exiftool finds in pictures and in the same ones saved by us. */
final class MetadataComparison {
    private static final int BATCH = 40;
    private static final Set<String> GROUPS = Set.of("IFD0", "ExifIFD", "GPS", "InteropIFD", "IPTC", "Photoshop", "PNG",
            "PNG-pHYs", "JFIF", "ICC-header", "ICC_Profile");
    /** What is meant to change: how pixels are stored, the thumbnail, and what depends on where things lie. */
    private static final Pattern CHANGES = Pattern.compile(".*:(Orientation|.*Thumbnail.*|Compression|StripOffsets"
            + "|StripByteCounts|RowsPerStrip|Tile.*|BitsPerSample|SamplesPerPixel|PhotometricInterpretation|Predictor"
            + "|PlanarConfiguration|SampleFormat|ExtraSamples|FillOrder|SubfileType|ImageWidth|ImageHeight|YCbCr.*"
            + "|ExifImage(Width|Height)|MakerNote.*|CodedCharacterSet|.*Offset|.*Digest|ColorMap|MinSampleValue"
            + "|MaxSampleValue|JPEG.*|Interlace|Filter|BitDepth|ColorType|Palette|Transparency|SignificantBits|Padding"
            + "|ModifyDate|.*Preview.*|ThumbnailImage|ReferenceBlackWhite|T[46]Options|NewSubfileType|PageNumber"
            + "|JFIFVersion|(X|Y)Resolution|ResolutionUnit|PixelUnits|PixelsPerUnit.|WhitePoint|PrimaryChromaticities"
            + "|TransferFunction|SMinSampleValue|SMaxSampleValue|OldSubfileType|BackgroundColor|Animation.*"
            + "|RelatedImage(Width|Height)|NumSlices|SlicesGroupName|DisplayedUnits.|HDRGainMap.*|XMPToolkit)");

    private final Path work;

    MetadataComparison(Path work) {
        this.work = work;
    }

    void compare(List<Path> files) throws IOException {
        int same = 0;
        int differ = 0;
        int lost = 0;
        for (int from = 0; from < files.size(); from += BATCH) {
            Map<Path, Path> saved = save(files.subList(from, Math.min(files.size(), from + BATCH)), from);
            Map<String, Map<String, String>> before = tags(List.copyOf(saved.keySet()));
            Map<String, Map<String, String>> after = tags(List.copyOf(saved.values()));
            for (Map.Entry<Path, Path> pair : saved.entrySet()) {
                List<String> missing = missing(before.getOrDefault(pair.getKey().toString(), Map.of()),
                        after.getOrDefault(pair.getValue().toString(), Map.of()));
                if (missing.isEmpty()) {
                    same++;
                } else {
                    differ++;
                    lost += missing.size();
                    System.out.println(pair.getKey() + " → " + pair.getValue().getFileName() + ": " + missing);
                }
                Files.delete(pair.getValue());
            }
        }
        System.out.println("metadata: " + same + " same, " + differ + " differ in " + lost + " tags");
    }

    private Map<Path, Path> save(List<Path> files, int from) throws IOException {
        Map<Path, Path> saved = new LinkedHashMap<>();
        for (Path file : files) {
            PictureFormat own = PictureFormat.ofName(file.getFileName().toString()).orElseThrow();
            PictureFormat format = own.isWritable() ? own : PictureFormat.TIFF;
            Path target = work.resolve(from + saved.size() + "." + format.extensions().getFirst());
            try {
                Picture picture = PictureReader.read(file);
                PictureWriter.write(picture, target, WriteOptions.DEFAULT);
                saved.put(file, target);
            } catch (PictureException e) {
                continue;
            }
        }
        return saved;
    }

    private static Map<String, Map<String, String>> tags(List<Path> files) throws IOException {
        List<String> command = new ArrayList<>(List.of("exiftool", "-j", "-a", "-G1", "-q", "-q", "-m", "-struct"));
        files.forEach(f -> command.add(f.toString()));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String text = new String(process.getInputStream().readAllBytes());
        Map<String, Map<String, String>> all = new TreeMap<>();
        JsonArray list = text.isBlank() ? new JsonArray() : JsonParser.parseString(text).getAsJsonArray();
        for (JsonElement one : list) {
            JsonObject object = one.getAsJsonObject();
            Map<String, String> tags = new TreeMap<>();
            object.entrySet().forEach(e -> tags.put(e.getKey(), e.getValue().toString()));
            all.put(object.get("SourceFile").getAsString(), tags);
        }
        return all;
    }

    private static List<String> missing(Map<String, String> before, Map<String, String> after) {
        List<String> missing = new ArrayList<>();
        before.forEach((tag, value) -> {
            String group = tag.contains(":") ? tag.substring(0, tag.indexOf(':')) : "";
            boolean kept = GROUPS.contains(group) || group.startsWith("XMP") || group.startsWith("ICC");
            if (kept && !CHANGES.matcher(tag).matches() && !value.equals(after.get(tag))) {
                missing.add(tag + "=" + cut(value) + (after.containsKey(tag) ? " ≠ " + cut(after.get(tag)) : ""));
            }
        });
        return missing;
    }

    private static String cut(String value) {
        return value.length() > 60 ? value.substring(0, 60) + "…" : value;
    }
}
