namespace ResetPassword.Store;

/// <summary>The store cannot be used, and starting again would not help; the message says in one line why.</summary>
internal sealed class StoreRefusedException(string message, Exception? cause = null) : Exception(message, cause);
