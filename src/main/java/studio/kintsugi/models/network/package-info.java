/**
 * What networks of each kind do, whichever paper they follow: {@link studio.kintsugi.models.network.ImageNetwork} from
 * picture to picture, {@link studio.kintsugi.models.network.TrainableNetwork} the same while it is trained, {@link
 * studio.kintsugi.models.network.ColorizationNetwork} from sketch and reference to colours, {@link
 * studio.kintsugi.models.network.PictureTextModel} from pictures and sentences into one space.
 */
package studio.kintsugi.models.network;
