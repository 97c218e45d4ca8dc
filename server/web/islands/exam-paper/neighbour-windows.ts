/*
 * Windows of the same sitting on the same machine tell each other what they
 * chose, so that they agree before the server has to refuse one of them.
 */
import type { Stored } from './types.ts'

export interface Told {
  readonly stored: Stored
  readonly sent: boolean
}

export class NeighbourWindows {
  readonly #channel: BroadcastChannel | undefined

  constructor(sitting: string, onTold: (told: Told) => void, onHandedIn: () => void) {
    if (typeof BroadcastChannel === 'undefined') return
    this.#channel = new BroadcastChannel(`liangcai-exam/${sitting}`)
    this.#channel.onmessage = ({ data }: MessageEvent<Told | 'handed-in'>) =>
      data === 'handed-in' ? onHandedIn() : onTold(data)
  }

  tell(told: Told): void {
    this.#channel?.postMessage(told)
  }

  tellHandedIn(): void {
    this.#channel?.postMessage('handed-in')
  }
}
