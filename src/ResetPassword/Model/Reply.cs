using System.Collections;

namespace ResetPassword.Model;

/// <summary>
/// What an action answers besides its RequestId: named fields in wire order. A value is a string, a bool, an int, a long, a <see cref="Reply"/>
/// (an object) or a list of these (an array). The envelope writes the same tree as JSON and as XML; an object without fields it leaves out.
/// </summary>
/// <example><c>new Reply { ["Regions"] = new Reply { ["Region"] = (object[])[new Reply { ["RegionId"] = "cn-hangzhou" }] } }</c></example>
internal sealed class Reply : IEnumerable<KeyValuePair<string, object>>
{
    public static readonly Reply Empty = [];

    private readonly List<KeyValuePair<string, object>> _fields = [];

    public object this[string name]
    {
        set => _fields.Add(new(name, value));
    }

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
