/**
 * Tolerant schemas for what engines answer: a field that is missing, null or of a wrong type costs itself, never the object, and
 * what is not named is dropped. Only what a feature cannot do without (an id) is written as a plain schema.
 */
import * as v from 'valibot'

type Any = v.GenericSchema

export const text = (otherwise = '') => v.fallback(v.string(), otherwise)
export const number = (otherwise = 0) => v.fallback(v.number(), otherwise)
export const flag = (otherwise = false) => v.fallback(v.boolean(), otherwise)

/** Undefined where it is not there or not right. */
export const maybe = <S extends Any>(schema: S) => v.fallback(v.optional(schema), undefined)

/** Go writes an empty list as null. An item that is not right is left out. */
export const listOf = <S extends Any>(item: S) =>
  v.fallback(
    v.pipe(
      v.array(v.unknown()),
      v.transform((items) =>
        items.flatMap((raw): v.InferOutput<S>[] => {
          const parsed = v.safeParse(item, raw)
          return parsed.success ? [parsed.output] : []
        })
      )
    ),
    []
  )

/** An object used as a map; an entry that is not right is left out, and so is a key that would reach an object's prototype. */
export const mapOf = <S extends Any>(value: S) =>
  v.fallback(
    v.pipe(
      v.custom<Record<string, unknown>>((raw) => typeof raw === 'object' && raw !== null && !Array.isArray(raw)),
      v.transform((entries) =>
        Object.fromEntries(
          Object.entries(entries).flatMap(([key, raw]): [string, v.InferOutput<S>][] => {
            const parsed = v.safeParse(value, raw)
            return parsed.success && key !== '__proto__' ? [[key, parsed.output]] : []
          })
        )
      )
    ),
    {}
  )

/** Labels, options and the like. */
export const textMap = () => mapOf(v.string())
