namespace ResetPassword.Store;

/// <summary>The store cannot be used as it is, and starting again would not help: the message is one line that says why.</summary>
internal sealed class StoreRefusedException(string message, Exception? cause = null) : Exception(message, cause);
