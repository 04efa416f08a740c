/** For the parts beside this file. */
export { send } from '../../engine/send'
