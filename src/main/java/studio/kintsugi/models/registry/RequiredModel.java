package studio.kintsugi.models.registry;

import java.util.function.BiPredicate;
import java.util.function.Predicate;
import studio.kintsugi.checkpoint.HyperParameters;

/**
 * A second model whose weights a network needs beside its own.
 *
 * @param title for people, as {@code VGG-19}
 * @param advice where it is had, as a clause after "it"
 * @param suits whether a model of that architecture with those hyper-parameters will do
 * @param wanted names of the tensors that are needed; none of them is a name of the network's own
 */
public record RequiredModel(
        String title, String advice, BiPredicate<Architecture, HyperParameters> suits, Predicate<String> wanted) {}
