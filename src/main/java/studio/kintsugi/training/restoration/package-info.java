/** Training of networks from picture to picture: on degraded photos, on pairs, and against a discriminator. */
package studio.kintsugi.training.restoration;
