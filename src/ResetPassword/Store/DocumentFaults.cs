using System.Collections.ObjectModel;

namespace ResetPassword.Store;

/// <summary>What is wrong in a document: the first hundred, since a small document can have a fault at every byte.</summary>
internal sealed class DocumentFaults : Collection<DocumentFault>
{
    public const int Max = 100;

    protected override void InsertItem(int index, DocumentFault item)
    {
        if (Count < Max)
            base.InsertItem(index, item);
        else if (Count == Max)
            base.InsertItem(index, new(item.Line, "$", "There are more faults; only the first 100 are named."));
    }
}
