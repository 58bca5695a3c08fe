namespace Assay.Fuzz.Coverage;

/// <summary>Counts how often each branch of the instrumented assemblies was entered. Rewritten code adds to <see cref="Hits"/>; nothing else in the program writes there.</summary>
public static class EdgeMap
{
    /// <summary>Branches that can be counted: several times as many as all our assemblies have.</summary>
    public const int Size = 1 << 18;

    /// <summary>Entries of each branch since the last <see cref="Clear"/>.</summary>
    public static readonly int[] Hits = GC.AllocateArray<int>(Size, pinned: true);

    /// <summary>Branches that the assemblies of this run have; 0 when they are not instrumented.</summary>
    public static int Branches { get; set; }

    /// <summary>Forgets what was counted.</summary>
    public static void Clear() => Array.Clear(Hits, 0, Branches);

    /// <summary>Entries of all branches together: a measure of the work that neither the machine nor its load changes.</summary>
    public static long Steps
    {
        get
        {
            var sum = 0L;
            foreach (var hits in Hits.AsSpan(0, Branches))
            {
                sum += hits;
            }

            return sum;
        }
    }

    /// <summary>The branch that was entered most often.</summary>
    public static int Busiest
    {
        get
        {
            var busiest = 0;
            for (var branch = 1; branch < Branches; branch++)
            {
                busiest = Hits[branch] > Hits[busiest] ? branch : busiest;
            }

            return busiest;
        }
    }
}
