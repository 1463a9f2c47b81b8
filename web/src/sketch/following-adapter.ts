import type { Map as MapLibreMap } from 'maplibre-gl'
import type { TerraDrawExtend } from 'terra-draw'
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter'

type Callbacks = TerraDrawExtend.TerraDrawCallbacks

/**
 * Terra Draw's adapter, made to follow the pointer from where it went down to where it came up.
 *
 * By itself a drag begins at the first move after the pointer went down — where a quick pointer is past the point that
 * it took hold of — and ends with the last move that was not left out, which is short of the place of release.
 */
export class FollowingAdapter extends TerraDrawMapLibreGLAdapter<MapLibreMap> {
  override register(callbacks: Callbacks): void {
    super.register({
      ...callbacks,
      onDragStart: (event, setMapDraggability) => {
        callbacks.onDragStart(this._lastDrawEvent ?? event, setMapDraggability)
        callbacks.onDrag(event, setMapDraggability)
      },
      onDragEnd: (event, setMapDraggability) => {
        callbacks.onDrag(event, setMapDraggability)
        callbacks.onDragEnd(event, setMapDraggability)
      },
    })
  }
}
