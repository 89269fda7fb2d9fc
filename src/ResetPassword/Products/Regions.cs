namespace ResetPassword.Products;

/// <summary>A region of the vendor's public list.</summary>
/// <param name="ZoneLetters">Which zones the emulator says it has: the real ones come and go and differ by product.</param>
internal sealed record Region(string Id, string Name, string ChineseName, string ZoneLetters)
{
    /// <summary><c>cn-hangzhou-h</c>; outside China the vendor writes the letter without a hyphen.</summary>
    public IEnumerable<Zone> Zones => ZoneLetters.Select(letter => new Zone(
        char.IsAsciiDigit(Id[^1]) ? $"{Id}{letter}" : $"{Id}-{letter}",
        $"{Name[(Name.IndexOf('(', StringComparison.Ordinal) + 1)..^1]} Zone {char.ToUpperInvariant(letter)}",
        $"{ChineseName[(ChineseName.IndexOf('（', StringComparison.Ordinal) + 1)..^1]} 可用区{char.ToUpperInvariant(letter)}"));
}

internal sealed record Zone(string Id, string Name, string ChineseName);

/// <summary>The regions that DescribeRegions lists and that creates take.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/cloud-migration-guide-for-beginners/latest/regions-and-zones</remarks>
internal static class Regions
{
    public static readonly IReadOnlyList<Region> All =
    [
        new("cn-qingdao", "China (Qingdao)", "华北1（青岛）", "bc"),
        new("cn-beijing", "China (Beijing)", "华北2（北京）", "fghijkl"),
        new("cn-zhangjiakou", "China (Zhangjiakou)", "华北3（张家口）", "abc"),
        new("cn-huhehaote", "China (Hohhot)", "华北5（呼和浩特）", "ab"),
        new("cn-wulanchabu", "China (Ulanqab)", "华北6（乌兰察布）", "abc"),
        new("cn-hangzhou", "China (Hangzhou)", "华东1（杭州）", "bcdefghijk"),
        new("cn-shanghai", "China (Shanghai)", "华东2（上海）", "abefglmn"),
        new("cn-shenzhen", "China (Shenzhen)", "华南1（深圳）", "acdef"),
        new("cn-heyuan", "China (Heyuan)", "华南2（河源）", "ab"),
        new("cn-guangzhou", "China (Guangzhou)", "华南3（广州）", "ab"),
        new("cn-chengdu", "China (Chengdu)", "西南1（成都）", "ab"),
        new("cn-hongkong", "China (Hong Kong)", "中国（香港）", "bcd"),
        new("ap-northeast-1", "Japan (Tokyo)", "日本（东京）", "abc"),
        new("ap-northeast-2", "South Korea (Seoul)", "韩国（首尔）", "ab"),
        new("ap-southeast-1", "Singapore (Singapore)", "新加坡（新加坡）", "abc"),
        new("ap-southeast-3", "Malaysia (Kuala Lumpur)", "马来西亚（吉隆坡）", "abc"),
        new("ap-southeast-5", "Indonesia (Jakarta)", "印度尼西亚（雅加达）", "abc"),
        new("ap-southeast-6", "Philippines (Manila)", "菲律宾（马尼拉）", "a"),
        new("ap-southeast-7", "Thailand (Bangkok)", "泰国（曼谷）", "a"),
        new("us-west-1", "US (Silicon Valley)", "美国（硅谷）", "ab"),
        new("us-east-1", "US (Virginia)", "美国（弗吉尼亚）", "ab"),
        new("eu-central-1", "Germany (Frankfurt)", "德国（法兰克福）", "abc"),
        new("eu-west-1", "UK (London)", "英国（伦敦）", "ab"),
        new("na-south-1", "Mexico (Mexico City)", "墨西哥（墨西哥城）", "a"),
        new("cn-shanghai-finance-1", "China (Shanghai Finance)", "华东2 金融云（上海金融云）", "k"),
        new("me-east-1", "UAE (Dubai)", "阿联酋（迪拜）", "a"),
    ];

    /// <summary>
    /// Whether a zone is the region's by its form, <c>cn-hangzhou-h</c>, <c>ap-southeast-1a</c> or <c>cn-hangzhou-MAZ5(b,g)</c>; which letters there are is
    /// not asked.
    /// </summary>
    public static bool IsZoneOf(string region, string zone)
    {
        if (!zone.StartsWith(region, StringComparison.Ordinal))
            return false;
        var rest = zone.AsSpan(region.Length).TrimStart('-');
        return rest is [>= 'a' and <= 'z'] || rest.StartsWith("MAZ", StringComparison.Ordinal);
    }

    /// <summary>The zone of what is created in a region when none is asked for.</summary>
    public static string DefaultZoneOf(string region) => All.First(r => r.Id == region).Zones.First().Id;

    public static bool Has(string id) => All.Any(region => region.Id == id);
}
