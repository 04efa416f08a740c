/** What Escale itself makes on an engine to do its work: lists, counts and sizes leave it out. */

/** The label of such containers, images and volumes; its value says what for. */
export const ownLabel = 'app.escale.helper'
/** Which running Escale made it. */
export const ownerLabel = 'app.escale.owner'

/** Made by Escale for itself, and nothing that a person made. */
export const isOwn = (labels: Readonly<Record<string, unknown>> | null | undefined): boolean =>
  labels !== null && labels !== undefined && Object.hasOwn(labels, ownLabel)
