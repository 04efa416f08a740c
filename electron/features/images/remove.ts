/** Removes images as `docker rmi` does: one after the other, by reference where they have one. */
import * as v from 'valibot'
import type { RemoveImagesReply, RemoveImagesRequest } from '../../../contract/images/api'
import type { ImageRef } from '../../../contract/images/model'
import { familiarText, isKeptName, parseReference } from '../../../contract/images/reference'
import type { Failure } from '../../../contract/failure'
import type { Engine } from '../../engine/engine'
import { FailureError } from '../../engine/failure-error'
import { readReference } from '../../engine/pull-image'
import { listOf, text } from '../../engine/schema'
import { logWarning } from '../../platform/log'

type Removed = RemoveImagesReply['removed'][number]
type Conflict = Extract<Failure, { kind: 'conflict' }>
type Users = NonNullable<Conflict['users']>

const DeleteAnswer = listOf(v.object({ Untagged: text(), Deleted: text() }))
const Users = listOf(v.object({ Id: v.string(), ImageID: text(), Names: listOf(v.string()), State: text() }))

/** What goes and what stays, each with its reason; the whole never fails because of one. */
export async function removeImages(engine: Engine, { images, force }: RemoveImagesRequest): Promise<RemoveImagesReply> {
  const reply: RemoveImagesReply = { removed: [], failed: [] }
  for (const image of images) {
    try {
      reply.removed.push(...(await removeImage(engine, image, force)))
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
      reply.failed.push({ image, failure: await explain(engine, image, error.failure) })
    }
  }
  return reply
}

async function removeImage(engine: Engine, { reference }: ImageRef, force: boolean): Promise<Removed[]> {
  const request = {
    method: 'DELETE',
    path: `/images/${pathNameOf(reference)}`,
    query: { force: force ? 1 : 0 },
    timeLimit: 0
  } as const
  const lines = await engine.get(request, DeleteAnswer)
  return lines.flatMap(({ Untagged, Deleted }): Removed[] => {
    if (Untagged !== '') return [{ kind: 'untagged', reference: Untagged }]
    return Deleted === '' ? [] : [{ kind: 'deleted', id: Deleted }]
  })
}

/** A name as part of a path: an id, a reference, or what an engine keeps as one, and nothing else. Throws FailureError (invalid-input). */
export function pathNameOf(reference: string): string {
  if (/^(?:sha256:)?[0-9a-f]{12,64}$/.test(reference)) return reference
  const parsed = parseReference(reference)
  return !parsed.ok && isKeptName(reference) ? reference : familiarText(readReference(reference))
}

/** Which containers use it, and force where docker takes it: never while one of them runs. */
async function explain(engine: Engine, image: ImageRef, failure: Failure): Promise<Failure> {
  if (failure.kind !== 'conflict' || (failure.reason !== 'in-use' && failure.reason !== 'several-references'))
    return failure
  const users = await usersOf(engine, image.id).catch((error: unknown) => {
    logWarning('The containers of an image could not be read', error)
    return failure.users ?? []
  })
  const canForce = !/cannot be forced/i.test(failure.message) && !users.some(({ running }) => running)
  return {
    ...failure,
    users: users.length === 0 ? undefined : users,
    name: image.reference,
    remedy: canForce ? failure.remedy : undefined
  }
}

/** `ancestor` finds those of the images built on it too, which do not hinder. */
async function usersOf(engine: Engine, id: string): Promise<Users> {
  const query = { all: 1, filters: JSON.stringify({ ancestor: [id] }) }
  const rows = await engine.get({ path: '/containers/json', query }, Users)
  return rows
    .filter(({ ImageID }) => ImageID === id)
    .map(({ Id, Names, State }) => ({
      id: Id,
      name: (Names[0] ?? '').replace(/^\//, ''),
      running: ['running', 'paused', 'restarting'].includes(State.toLowerCase())
    }))
}
