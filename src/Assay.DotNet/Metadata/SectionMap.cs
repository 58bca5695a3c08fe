using System.Reflection.PortableExecutable;

namespace Assay.DotNet.Metadata;

/// <summary>Finds file offsets of relative virtual addresses.</summary>
internal sealed class SectionMap(PEReader pe)
{
    private readonly SectionHeader[] _sections = [.. pe.PEHeaders.SectionHeaders];

    /// <summary>The file offset, -1 when no section holds the address.</summary>
    public int Offset(int relativeVirtualAddress)
    {
        foreach (var section in _sections)
        {
            var distance = (long)relativeVirtualAddress - section.VirtualAddress;
            if (distance >= 0 && distance < section.SizeOfRawData)
            {
                var offset = distance + section.PointerToRawData;
                return offset <= int.MaxValue ? (int)offset : -1;
            }
        }

        return -1;
    }
}
