package studio.kintsugi.service.restoration;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.edit.EmbeddedRecipe;
import studio.kintsugi.edit.Recipe;
import studio.kintsugi.edit.RecipeReader;
import studio.kintsugi.imaging.io.PictureFolder;
import studio.kintsugi.imaging.io.PictureReader;

/** Recipes as files: as JSON, or within a picture that carries one. */
public final class RecipeFile {
    private static final long LARGEST_RECIPE = 1 << 20;

    private RecipeFile() {}

    /**
     * Reads a recipe, or that of a picture.
     *
     * @throws KintsugiException where there is none, or it can't be understood
     */
    public static Recipe read(Path file) throws KintsugiException {
        if (PictureFolder.isPicture(file)) {
            return RecipeReader.read(EmbeddedRecipe.text(PictureReader.read(file)).orElseThrow(
                    () -> new KintsugiException(Sentence.of("%s carries no recipe: pictures that Kintsugi saved do.",
                            file))),
                    "the recipe in " + file);
        }
        try {
            if (Files.size(file) > LARGEST_RECIPE) {
                throw new KintsugiException(Sentence.of("%s is no recipe: it is too large for one.", file));
            }
            return RecipeReader.read(Files.readString(file), file.toString());
        } catch (CharacterCodingException e) {
            throw new KintsugiException(Sentence.of("%s is no recipe: it is no text.", file), e);
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The recipe %s can't be read: check its name and its rights.",
                    file), e);
        }
    }
}
