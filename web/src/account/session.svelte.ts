import { api, type ApiError } from '../api/client'
import type { Account } from '../api/types'
import { asApiError } from '../state/data.svelte'

/** Who is signed in; nobody, for those who only look. */
class Session {
  account = $state.raw<Account | null>(null)
  trouble = $state.raw<ApiError | null>(null)
  isWorking = $state(false)

  private async work(task: () => Promise<void>): Promise<boolean> {
    this.isWorking = true
    this.trouble = null
    try {
      await task()
      return true
    } catch (cause) {
      this.trouble = asApiError(cause)
      return false
    } finally {
      this.isWorking = false
    }
  }

  read(): Promise<boolean> {
    return this.work(async () => {
      this.account = (await api.whoAmI()).account ?? null
    })
  }

  signIn(name: string, password: string): Promise<boolean> {
    return this.work(async () => {
      this.account = (await api.signIn({ name, password })).account ?? null
    })
  }

  signOut(): Promise<boolean> {
    return this.work(async () => {
      await api.signOut()
      this.account = null
    })
  }

  changePassword(old: string, fresh: string): Promise<boolean> {
    return this.work(async () => {
      await api.changePassword({ old, new: fresh })
      this.account = (await api.whoAmI()).account ?? null
    })
  }
}

export const session = new Session()
