using System.Collections.ObjectModel;

namespace ResetPassword.Documents;

/// <summary>What is wrong in a document: the first hundred, since a small document can have a fault at every byte. Past them nothing more is read.</summary>
internal sealed class DocumentFaults : Collection<DocumentFault>
{
    public const int Max = 100;

    // A name that is not known may be as long as the document.
    private const int MaxPathLength = 256;

    private const long BytesBetweenCollections = 4 * 1024 * 1024;

    private long _collected = -1;

    /// <summary>Cancelled when nobody waits for the document to be read any more.</summary>
    public CancellationToken Reading { get; init; }

    /// <summary>Whether more is to be read: not when as many faults are known as are named.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public bool WantMore
    {
        get
        {
            Reading.ThrowIfCancellationRequested();
            CollectGarbage();
            return Count <= Max;
        }
    }

    // The collector lets hundreds of megabytes pile up before it looks. What a large document leaves behind while it is read is many times its size.
    private void CollectGarbage()
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        if (_collected < 0)
            _collected = allocated;
        if (allocated - _collected < BytesBetweenCollections)
            return;
        GC.Collect(1, GCCollectionMode.Forced, blocking: true, compacting: true);
        _collected = allocated;
    }

    protected override void InsertItem(int index, DocumentFault item)
    {
        if (Count < Max)
            base.InsertItem(index, item.Path.Length > MaxPathLength ? item with { Path = $"{item.Path[..MaxPathLength]}…" } : item);
        else if (Count == Max)
            base.InsertItem(index, new(item.Line, "$", "There are more faults; only the first 100 are named."));
    }
}
