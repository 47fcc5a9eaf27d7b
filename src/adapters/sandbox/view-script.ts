/**
 * What stands between `unshare` and the program: a shell script that builds a small file system of its own (a tmpfs with
 * the system's folders bound read-only, the side's folder, four devices, a fresh /proc and /tmp), makes it the root,
 * forgets the old one, and becomes the program with no privileges.
 *
 * No home, no /root, no /etc of the machine, no socket and no key can be seen from there; a new root by `pivot_root`, unlike
 * one by `chroot`, leaves nothing behind that could be reached again.
 *
 * Arguments: the folder for the new root, the side's folder outside, its path inside, host name, umask, GOROOT, working
 * folder, then the command that drops privileges, sets limits and starts the program.
 * Tools come as variables, since PATH is not asked.
 * @see pivot_root(2), mount_namespaces(7), user_namespaces(7)
 */
export const VIEW_SCRIPT = String.raw`
set -e
view=$1 box=$2 inside=$3 name=$4 mask=$5 goroot=$6 folder=$7
shift 7
umask 022
"$T_MOUNT" -t tmpfs -o size=256m,mode=755 tmpfs "$view"
cd "$view"
"$T_MKDIR" -p usr etc dev proc tmp old ".$inside"
: > etc/hosts
printf 'root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\nside:x:%s:%s:side:/:/bin/sh\n' "$T_UID" "$T_UID" > etc/passwd
printf 'root:x:0:\nnogroup:x:65534:\nside:x:%s:\n' "$T_UID" > etc/group
# Read-only where the kernel lets us say so: in a user namespace flags of the original mount may be locked, and there the
# files belong to others anyway.
bind() {
  "$T_MOUNT" -o bind,ro,nosuid,nodev "$1" "$2" 2>/dev/null ||
    { "$T_MOUNT" --rbind "$1" "$2" && { "$T_MOUNT" -o remount,bind,ro,nosuid,nodev "$2" 2>/dev/null || :; }; }
}
bind /usr usr
for each in bin sbin lib lib32 lib64 libx32; do
  if [ -L "/$each" ]; then "$T_CP" -P "/$each" "$each"
  elif [ -d "/$each" ]; then "$T_MKDIR" "$each"; bind "/$each" "$each"; fi
done
for each in /nix/store /gnu/store /etc/alternatives; do
  if [ -d "$each" ]; then "$T_MKDIR" -p ".$each"; bind "$each" ".$each"; fi
done
case $goroot in
  ''|/usr/*|/nix/store/*|/gnu/store/*) ;;
  *) "$T_MKDIR" -p ".$goroot"; bind "$goroot" ".$goroot" ;;
esac
"$T_MOUNT" --bind "$box" ".$inside"
"$T_MOUNT" -t tmpfs -o size=256m,mode=1777,nosuid,nodev tmpfs tmp 2>/dev/null || :
case $inside in /tmp/*) "$T_MKDIR" -p ".$inside"; "$T_MOUNT" --bind "$box" ".$inside" ;; esac
if [ -n "$T_CACHE" ]; then "$T_MOUNT" --bind "$T_CACHE" ".$inside/cache"; fi
for each in null zero random urandom; do : > "dev/$each"; "$T_MOUNT" --bind "/dev/$each" "dev/$each"; done
"$T_MOUNT" -t proc -o nosuid,nodev,noexec proc proc
printf %s "$name" > proc/sys/kernel/hostname
bind proc/sys proc/sys
"$T_PIVOT" . old
cd /
"$T_UMOUNT" -l /old
"$T_RMDIR" /old
"$T_MOUNT" -o remount,ro / 2>/dev/null || :
cd "$folder"
umask "$mask"
exec "$@"
`;
