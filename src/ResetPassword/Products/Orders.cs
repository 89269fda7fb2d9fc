using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ResetPassword.Products;

/// <summary>Orders: there is no billing here, but the answers have their numbers.</summary>
internal static class Orders
{
    /// <summary>The number of the order that an instance was bought with: any, but the same for the same one.</summary>
    public static long IdOf(string instanceId) =>
        (long)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(instanceId))) % 1_000_000_000_000_000);
}
