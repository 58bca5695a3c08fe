using System.Globalization;

namespace Assay.Native.Imports;

/// <summary>Names of functions that are imported by number, for the libraries whose numbers are fixed.</summary>
internal static class OrdinalNames
{
    // Windows Sockets 2. Version 1.1 has the same numbers but for three (import libraries of the Windows SDK).
    private static readonly Dictionary<uint, string> Sockets = new()
    {
        [1] = "accept", [2] = "bind", [3] = "closesocket", [4] = "connect", [5] = "getpeername", [6] = "getsockname", [7] = "getsockopt", [8] = "htonl", [9] = "htons", [10] = "ioctlsocket",
        [11] = "inet_addr", [12] = "inet_ntoa", [13] = "listen", [14] = "ntohl", [15] = "ntohs", [16] = "recv", [17] = "recvfrom", [18] = "select", [19] = "send", [20] = "sendto", [21] = "setsockopt",
        [22] = "shutdown", [23] = "socket", [51] = "gethostbyaddr", [52] = "gethostbyname", [53] = "getprotobyname", [54] = "getprotobynumber", [55] = "getservbyname", [56] = "getservbyport", [57] = "gethostname",
        [101] = "WSAAsyncSelect", [102] = "WSAAsyncGetHostByAddr", [103] = "WSAAsyncGetHostByName", [108] = "WSACancelAsyncRequest", [111] = "WSAGetLastError", [112] = "WSASetLastError",
        [115] = "WSAStartup", [116] = "WSACleanup", [151] = "__WSAFDIsSet",
    };

    private static readonly Dictionary<uint, string> OldSockets = new(Sockets) { [10] = "inet_addr", [11] = "inet_ntoa", [12] = "ioctlsocket" };

    // OLE Automation: its numbers are fixed because Visual Basic programs import by them.
    private static readonly Dictionary<uint, string> Automation = new()
    {
        [2] = "SysAllocString", [3] = "SysReAllocString", [4] = "SysAllocStringLen", [5] = "SysReAllocStringLen", [6] = "SysFreeString", [7] = "SysStringLen", [8] = "VariantInit", [9] = "VariantClear",
        [10] = "VariantCopy", [11] = "VariantCopyInd", [12] = "VariantChangeType", [15] = "SafeArrayCreate", [16] = "SafeArrayDestroy", [17] = "SafeArrayGetDim", [18] = "SafeArrayGetElemsize",
        [19] = "SafeArrayGetUBound", [20] = "SafeArrayGetLBound", [21] = "SafeArrayLock", [22] = "SafeArrayUnlock", [23] = "SafeArrayAccessData", [24] = "SafeArrayUnaccessData", [25] = "SafeArrayGetElement",
        [26] = "SafeArrayPutElement", [27] = "SafeArrayCopy", [147] = "VariantChangeTypeEx", [149] = "SysStringByteLen", [150] = "SysAllocStringByteLen", [161] = "LoadTypeLib", [162] = "LoadRegTypeLib",
        [163] = "RegisterTypeLib", [183] = "LoadTypeLibEx", [186] = "UnRegisterTypeLib", [200] = "GetErrorInfo", [201] = "SetErrorInfo", [202] = "CreateErrorInfo",
    };

    /// <summary>Gives a function's name; <c>#number</c> where the library's numbers are not fixed.</summary>
    public static string Of(string library, uint ordinal)
    {
        var table = Library(library) switch
        {
            "ws2_32" => Sockets,
            "wsock32" => OldSockets,
            "oleaut32" => Automation,
            _ => null,
        };
        return table is not null && table.TryGetValue(ordinal, out var name) ? name : "#" + ordinal.ToString(CultureInfo.InvariantCulture);
    }

    private static string Library(string library)
    {
        var name = library.ToLowerInvariant();
        return name.EndsWith(".dll", StringComparison.Ordinal) ? name[..^4] : name;
    }
}
