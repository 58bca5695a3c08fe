using System.Runtime.InteropServices;

namespace Assay.DotNet.Calls;

/// <summary>A delegate that a method makes of another.</summary>
/// <param name="Method">Row of the method that makes it.</param>
/// <param name="Function">The member that it holds, in the row space of <see cref="Metadata.MemberTable"/>.</param>
/// <param name="Type">Number of its type.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MadeDelegate(int Method, int Function, int Type);

/// <summary>Notes while methods are walked which members of the same assembly each uses; <see cref="CodeLinkWriter"/> makes links of it.</summary>
internal sealed class InternalUses(AssemblyBuffers buffers)
{
    private readonly List<long> _uses = buffers.Uses;
    private readonly List<MadeDelegate> _delegates = [];
    private readonly List<(int Method, int Type)> _runs = [];

    /// <summary>All uses: the row of the using method above, the member's number in the row space of <see cref="Metadata.MemberTable"/> below.</summary>
    public ReadOnlySpan<long> All => CollectionsMarshal.AsSpan(_uses);

    /// <summary>All delegates that are made.</summary>
    public ReadOnlySpan<MadeDelegate> Delegates => CollectionsMarshal.AsSpan(_delegates);

    /// <summary>Methods that may run what delegates of a type hold.</summary>
    public ReadOnlySpan<(int Method, int Type)> Runs => CollectionsMarshal.AsSpan(_runs);

    public void Add(int method, int member) => _uses.Add(((long)method << 32) | (uint)member);

    public void Add(in MadeDelegate made) => _delegates.Add(made);

    public void AddRun(int method, int type) => _runs.Add((method, type));
}
