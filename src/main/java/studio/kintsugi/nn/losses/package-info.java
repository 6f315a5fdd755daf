/**
 * The one home of losses that need tensors alone. Losses that need a network, or are defined by one paper's layers,
 * stand beside that network: {@code ErrNetLosses} (features of VGG), {@code ScftLosses} (attention's queries and keys)
 * and {@code GalLosses}.
 *
 * <p>Tensors are (N, C, H, W) unless said otherwise; gradients may pass through every argument.
 */
package studio.kintsugi.nn.losses;
