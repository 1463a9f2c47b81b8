import { MediaQuery } from 'svelte/reactivity'

/** Whether the screen is a phone's: the panel is a sheet over the map, and the rail lies at its foot. */
export const phone = new MediaQuery('max-width: 767px')
