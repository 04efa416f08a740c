/** What `docker info` tells, as far as checks read it: tolerantly, for Docker 20.10 to 29 and Podman. */
import * as v from 'valibot'
import type { Answer } from '../check'
import { parseJson } from '../read'

const text = () => v.fallback(v.string(), '')
const Info = v.object({
  Driver: text(),
  DriverStatus: v.fallback(v.array(v.array(v.string())), []),
  CgroupDriver: text(),
  CgroupVersion: text(),
  OSType: text(),
  SystemTime: text(),
  Warnings: v.fallback(v.array(v.string()), []),
  SecurityOptions: v.fallback(v.array(v.string()), [])
})
export type EngineInfo = v.InferOutput<typeof Info>

/** Undefined where it did not answer, or what answered is no engine. */
export function infoOf(answer: Answer): EngineInfo | undefined {
  const info = parseJson(answer, Info)
  return info === undefined || (info.Driver === '' && info.OSType === '') ? undefined : info
}
