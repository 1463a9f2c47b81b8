/// <reference types="vite/client" />
/// <reference types="svelte" />

declare module 'virtual:map-worker-url' {
  const address: string
  export default address
}
