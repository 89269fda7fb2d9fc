using Microsoft.AspNetCore.Http;
using ResetPassword.Documents;
using ResetPassword.Http.Controls;
using ResetPassword.Model;
using ResetPassword.Products;
using ResetPassword.Seeds;

namespace ResetPassword.Tests.Documents;

/// <summary>What a document costs to read is bounded by its size, whatever is in it. Times are measured by the benchmark program.</summary>
public sealed class DocumentCostTests
{
    private const int Size = 256 * 1024;
    private const int Asked = 12;

    public static TheoryData<string> Documents => new(HostileDocument.All.Keys);

    /// <summary>Those that are refused, or make little of what they say again and again.</summary>
    public static TheoryData<string> SmallDocuments =>
        new(HostileDocument.All.Keys.Except(["accounts", "accounts whose status changes", "databases", "instances"]));

    [Theory]
    [MemberData(nameof(SmallDocuments))]
    public void Reading_allocates_no_more_than_a_few_times_the_document(string kind)
    {
        var document = HostileDocument.All[kind](4 * Size);
        Read(HostileDocument.All[kind](Size), new());

        var allocated = AllocationsOf(document);

        Assert.InRange(allocated, 0, Asked * (long)document.Length);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Reading_twice_as_much_allocates_no_more_than_twice_as_much(string kind)
    {
        var (small, large) = (HostileDocument.All[kind](Size), HostileDocument.All[kind](2 * Size));
        Read(small, new());

        var (ofSmall, ofLarge) = (AllocationsOf(small), AllocationsOf(large));

        Assert.InRange(ofLarge, 0, (ofSmall * 2.2) + 200_000);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Reading_ends_when_nobody_waits_for_it(string kind)
    {
        var client = new DefaultHttpContext { RequestAborted = new(canceled: true) };

        Assert.Throws<OperationCanceledException>(() => Read(HostileDocument.All[kind](Size), ControlBody.FaultsOf(client)));
    }

    [Theory]
    [InlineData("numbers for instances", "$.instances[0].product", "$.instances[99].product")]
    [InlineData("empty objects", "$.instances[0].product", "$.instances[99].product")]
    [InlineData("unknown names", "$.m0", "$.m99")]
    [InlineData("one name", "$.instances", "$.instances")]
    [InlineData("one instance", "$.instances[1]", "$.instances[100]")]
    [InlineData("numbers for tags", "$.instances[0].tags.t0", "$.instances[0].tags.t99")]
    [InlineData("groups of one name", "$.instances[0].whitelists.g", "$.instances[0].whitelists.g")]
    [InlineData("tags of one name", "$.instances[0].tags.t", "$.instances[0].tags.t")]
    public void A_hundred_faults_are_named_and_no_more_are_looked_for(string kind, string first, string last)
    {
        var faults = new DocumentFaults();

        Read(HostileDocument.All[kind](Size), faults);

        Assert.Equal((first, last), (faults[0].Path, faults[99].Path));
        Assert.Equal(("$", "There are more faults; only the first 100 are named.", 101), (faults[100].Path, faults[100].Message, faults.Count));
    }

    [Fact]
    public void A_name_of_any_length_is_shown_by_its_beginning()
    {
        var faults = new DocumentFaults();

        Read(HostileDocument.All["one long name"](Size), faults);

        Assert.Equal($"$.{new string('x', 254)}…", Assert.Single(faults).Path);
    }

    private static long AllocationsOf(byte[] document)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(document, new());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    // As a tenant's state is.
    private static void Read(byte[] document, DocumentFaults faults)
    {
        if (LocatedJson.TryRead(document, faults) is not { } root)
            return;
        var fields = new DocumentObject(root, "$", faults, ["instances", "region"]);
        new InstanceReader(Catalogue.Databases, IdSource.System, SomeTime.Noon, faults, BindingRights.Free)
            .ReadInstances(fields.Array("instances"), fields.Text("region", "cn-hangzhou"));
    }
}
