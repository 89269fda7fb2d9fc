namespace ResetPassword.Store;

/// <summary>
/// The store cannot be used, or has not answered in time: what was to be changed is changed as a whole or not at all, and nobody knows which.
/// </summary>
internal sealed class StoreUnavailableException(string reason, Exception? cause = null) : Exception(reason, cause);
