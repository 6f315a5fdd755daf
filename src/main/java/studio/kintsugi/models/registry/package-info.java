/**
 * What the application knows of its networks without knowing any by name.
 *
 * <p>An {@link studio.kintsugi.models.registry.Architecture} is all there is to know of one kind of network: it detects
 * the network in a state dict, builds it, makes fresh weights, names the channels that pruning may remove, counts what
 * the network costs and gives what a new model card says. {@link studio.kintsugi.models.registry.Architectures} holds
 * them all; {@link studio.kintsugi.models.BuiltInArchitectures} is the one list of them.
 *
 * <p>To add a network, write its class and an {@code Architecture} in a package of its own under {@code models},
 * describe its tensors with a {@link studio.kintsugi.models.registry.StateDictLayout}, and add it to the list.
 */
package studio.kintsugi.models.registry;
