package studio.kintsugi.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import studio.kintsugi.Sentence;

/** Files that people take for weights, known by their first bytes. */
enum FileKind {
    WEB_PAGE(Sentence.of("a web page"), Sentence.of("download the file itself, not the page that shows it")),
    LFS_POINTER(Sentence.of("a Git LFS pointer"),
            Sentence.of("download the file that it stands for, with “git lfs pull” or from its page")),
    JSON(Sentence.of("an index or settings file (JSON)"), Sentence.of("choose the file with the tensors")),
    GGUF(Sentence.of("a GGUF file"), Sentence.of("get it as safetensors or .pth")),
    HDF5(Sentence.of("an HDF5 file"), Sentence.of("get it as safetensors or .pth")),
    ARCHIVE(Sentence.of("a compressed archive"), Sentence.of("unpack it first"));

    private static final int HEAD = 64;

    private final Sentence title;
    private final Sentence advice;

    FileKind(Sentence title, Sentence advice) {
        this.title = title;
        this.advice = advice;
    }

    /**
     * Refuses a file that is none of weights.
     *
     * @throws CheckpointException with what it is and what to do
     */
    static void check(Path file) throws CheckpointException, IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        if (head.length == 0) {
            throw new CheckpointException(Sentence.of("%s is empty (0 bytes): download it again.", file));
        }
        FileKind kind = of(head);
        if (kind != null) {
            throw new CheckpointException(Sentence.of("%s is %s, not the weights: %s.", file,
                    kind.title,
                    kind.advice));
        }
    }

    private static FileKind of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1).replaceFirst("^\u00EF\u00BB\u00BF", "")
                .stripLeading();
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("<!doctype") || lower.startsWith("<html") || lower.startsWith("<?xml")
                || lower.startsWith("<head")) {
            return WEB_PAGE;
        }
        if (lower.startsWith("version https://git-lfs")) {
            return LFS_POINTER;
        }
        if (text.startsWith("{\"") || text.startsWith("{\n") || text.startsWith("{\r") || text.startsWith("{ ")) {
            return JSON;
        }
        if (text.startsWith("GGUF")) {
            return GGUF;
        }
        if (text.startsWith("\u0089HDF")) {
            return HDF5;
        }
        boolean packed = text.startsWith("\u001F\u008B") || text.startsWith("Rar!") || text.startsWith("7z\u00BC\u00AF")
                || head.length > 4 && Arrays.equals(head, 0, 4, new byte[] {(byte) 0xFD, '7', 'z', 'X'}, 0, 4);
        return packed ? ARCHIVE : null;
    }
}
