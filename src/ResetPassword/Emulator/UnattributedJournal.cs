namespace ResetPassword.Emulator;

/// <summary>The calls that belong to no tenant: what found no action, or names a key that does not exist.</summary>
internal sealed class UnattributedJournal(EmulatorOptions options)
{
    public Journal Journal { get; } = new(options.JournalSize);
}
