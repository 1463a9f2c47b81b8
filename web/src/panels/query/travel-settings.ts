import { decodeSettings, encodeSettings } from '../decisions/settings'

/** What the tab of travel times asks. */
export const USUAL_TRAVEL = {
  to: 'school' as string,
  mode: 'combined' as string,
  season: 'dry' as string,
  direction: 'to-facility' as string,
  minutes: 30,
}
export type TravelSettings = typeof USUAL_TRAVEL

export const encodeTravel = (settings: TravelSettings): string => encodeSettings(settings, USUAL_TRAVEL)
export const decodeTravel = (text: string | null): TravelSettings => decodeSettings(text, USUAL_TRAVEL)
