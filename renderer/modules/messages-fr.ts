import { namespaced } from './namespaces'

export default namespaced(import.meta.glob('../../locales/fr/*.json', { eager: true, import: 'default' }))
