using System.Globalization;

namespace Assay.Community.Index;

/// <summary>Counts the transactions that changed packages, versions, findings or popularity: figures of the present generation are up to date.</summary>
public static class IndexGeneration
{
    private const string Name = "generation";

    /// <summary>Gives the generation; 0 for an empty index.</summary>
    public static long Of(IndexDatabase database) => database.Setting(Name) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : 0;

    /// <summary>Counts up within a transaction that the caller has open.</summary>
    internal static void CountUp(IndexDatabase database) => database.Set(Name, (Of(database) + 1).ToString(CultureInfo.InvariantCulture));
}
